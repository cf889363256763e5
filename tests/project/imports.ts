import { existsSync } from 'node:fs'
import { join, posix } from 'node:path'
import ts from 'typescript'
import { read, root } from './files.ts'

/** A chain of imports: the file where it begins, the files on the way, and at last the module that is looked for. */
export type Chain = string[]

/**
 * Follows the relative imports of some files as they run: `import type` and `export type` vanish and are not followed.
 * @returns for each unwanted module the chain that leads to it
 */
export function chainsTo(isUnwanted: (module: string) => boolean, files: string[]): Chain[] {
  const seen = new Set<string>()
  const visit = (path: string, before: Chain): Chain[] => {
    if (seen.has(path)) return []
    seen.add(path)
    const chain = [...before, path]
    return importsOf(path).flatMap((module) => {
      if (!module.startsWith('.')) return isUnwanted(module) ? [[...chain, module]] : []
      const target = posix.join(posix.dirname(path), module.split('?')[0]!)
      return isCode(target) && existsSync(join(root, target)) ? visit(target, chain) : []
    })
  }
  return files.filter(isCode).flatMap((file) => visit(file, []))
}

const isCode = (path: string) => /\.(m?ts|m?js|vue)$/.test(path)

function importsOf(path: string): string[] {
  const source = ts.createSourceFile(path, scriptOf(path), ts.ScriptTarget.Latest)
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    const module = staticModule(node) ?? dynamicModule(node)
    if (module) found.push(module)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** The scripts of a Vue component, or the file as it is. */
const scriptOf = (path: string): string =>
  path.endsWith('.vue')
    ? [...read(path).matchAll(/<script\b[^>]*>(.*?)<\/script>/gs)].map(([, script]) => script).join('\n')
    : read(path)

function staticModule(node: ts.Node): string | undefined {
  const isKept =
    (ts.isImportDeclaration(node) && node.importClause?.phaseModifier !== ts.SyntaxKind.TypeKeyword) ||
    (ts.isExportDeclaration(node) && !node.isTypeOnly)
  return isKept && node.moduleSpecifier ? textOf(node.moduleSpecifier) : undefined
}

const dynamicModule = (node: ts.Node): string | undefined =>
  ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword && node.arguments[0]
    ? textOf(node.arguments[0])
    : undefined

const textOf = (node: ts.Node): string | undefined => (ts.isStringLiteralLike(node) ? node.text : undefined)
