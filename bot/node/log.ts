import { configure, getLogger, getStreamSink, jsonLinesFormatter, type Logger } from '@logtape/logtape'
import { Writable } from 'node:stream'

/** One JSON line an event on standard error; warnings and errors only, because a quiet log is read. */
export async function createLog(): Promise<Logger> {
  await configure({
    sinks: { stderr: getStreamSink(Writable.toWeb(process.stderr), { formatter: jsonLinesFormatter }) },
    loggers: [
      { category: 'musubi', lowestLevel: 'warning', sinks: ['stderr'] },
      { category: ['logtape', 'meta'], lowestLevel: 'error', sinks: ['stderr'] },
    ],
  })
  return getLogger('musubi')
}
