/** The sheet in its own units; the picture has twice as many pixels, enough for any screen that it is looked at on. */
export const sheet = { width: 600, height: 260 }
const scale = 2
/** A signature is ink on paper in dark pages, too. */
const [paper, ink] = ['#ffffff', '#1d2129']

type Point = { x: number; y: number }

/** Draws on a canvas, in units of the sheet. */
export function penOn(canvas: HTMLCanvasElement) {
  canvas.width = sheet.width * scale
  canvas.height = sheet.height * scale
  const context = canvas.getContext('2d')!
  context.scale(scale, scale)
  let last: Point | null = null
  let middle: Point | null = null

  function clear() {
    context.fillStyle = paper
    context.fillRect(0, 0, sheet.width, sheet.height)
    context.strokeStyle = context.fillStyle = ink
    context.lineWidth = 4
    context.lineCap = context.lineJoin = 'round'
  }

  const at = ({ clientX, clientY }: { clientX: number; clientY: number }): Point => {
    const { left, top, width, height } = canvas.getBoundingClientRect()
    return { x: ((clientX - left) / width) * sheet.width, y: ((clientY - top) / height) * sheet.height }
  }

  /** A tap is a dot. */
  function down(event: PointerEvent) {
    last = middle = at(event)
    context.beginPath()
    context.arc(last.x, last.y, 2, 0, 2 * Math.PI)
    context.fill()
  }

  /** Through the middles between the points that the browser tells, so that a quick stroke is round. */
  function move(event: PointerEvent) {
    const passed = event.getCoalescedEvents?.() ?? []
    for (const one of passed.length > 0 ? passed : [event]) {
      if (!last || !middle) return
      const next = at(one)
      const to = { x: (last.x + next.x) / 2, y: (last.y + next.y) / 2 }
      context.beginPath()
      context.moveTo(middle.x, middle.y)
      context.quadraticCurveTo(last.x, last.y, to.x, to.y)
      context.stroke()
      last = next
      middle = to
    }
  }

  const up = () => (last = middle = null)

  /** A name in type, as large as the sheet takes it, and that it was typed. */
  function write(name: string, note: string) {
    clear()
    context.textAlign = 'center'
    context.textBaseline = 'middle'
    const family = 'serif'
    context.font = `96px ${family}`
    const size = Math.min(96, (96 * (sheet.width - 48)) / Math.max(1, context.measureText(name).width))
    context.font = `${size}px ${family}`
    context.fillText(name, sheet.width / 2, sheet.height / 2 - 10)
    context.font = '20px sans-serif'
    context.fillText(note, sheet.width / 2, sheet.height - 32)
  }

  async function show(picture: Blob) {
    const bitmap = await createImageBitmap(picture)
    clear()
    context.drawImage(bitmap, 0, 0, sheet.width, sheet.height)
    bitmap.close()
  }

  const picture = () => new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))

  clear()
  return { clear, down, move, up, write, show, picture, isDrawing: () => last !== null }
}
