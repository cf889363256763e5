import { dirname, join } from 'node:path'
import { filePath } from '../../db/file-path.ts'
import type { Settings } from '../settings.ts'

/** Where files are: beside the embedded database, so that one folder is the whole installation. */
export const filesFolder = ({ DATABASE_URL }: Settings, root: string): string =>
  DATABASE_URL.startsWith('file:') ? join(dirname(filePath(DATABASE_URL)), 'files') : join(root, 'data/files')
