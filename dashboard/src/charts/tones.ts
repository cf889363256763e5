import type { Tone } from './shapes.ts'

/** The classes of each tone, written out because the build looks for them in the sources. */
export const toneClasses: Record<Tone, { fill: string; stroke: string; ground: string }> = {
  indigo: { fill: 'fill-primary', stroke: 'stroke-primary', ground: 'bg-primary' },
  pine: { fill: 'fill-success', stroke: 'stroke-success', ground: 'bg-success' },
  amber: { fill: 'fill-warning', stroke: 'stroke-warning', ground: 'bg-warning' },
  ink: { fill: 'fill-(--ui-text-muted)', stroke: 'stroke-(--ui-text-muted)', ground: 'bg-(--ui-text-muted)' },
  'indigo-half': { fill: 'fill-primary/50', stroke: 'stroke-primary/50', ground: 'bg-primary/50' },
  'pine-half': { fill: 'fill-success/50', stroke: 'stroke-success/50', ground: 'bg-success/50' },
  'amber-half': { fill: 'fill-warning/50', stroke: 'stroke-warning/50', ground: 'bg-warning/50' },
  'ink-half': {
    fill: 'fill-(--ui-text-muted)/50',
    stroke: 'stroke-(--ui-text-muted)/50',
    ground: 'bg-(--ui-text-muted)/50',
  },
  vermilion: { fill: 'fill-error', stroke: 'stroke-error', ground: 'bg-error' },
}
