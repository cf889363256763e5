/** The demo's rich menu in LINE's terms: the chat survey on the left, the LIFF survey on the right. */
export function demoMenu({ liffUrl }: { liffUrl: string }) {
  const [width, height] = [2500, 843]
  const half = width / 2
  return {
    menu: {
      size: { width, height },
      selected: true,
      name: 'musubi demo',
      chatBarText: 'メニュー',
      areas: [
        {
          bounds: { x: 0, y: 0, width: half, height },
          action: { type: 'message' as const, label: 'アンケート', text: 'アンケート' },
        },
        {
          bounds: { x: half, y: 0, width: half, height },
          action: { type: 'uri' as const, label: '満足度アンケート', uri: `${liffUrl}/forms/satisfaction` },
        },
      ],
    },
    image: `data:image/svg+xml,${encodeURIComponent(picture)}`,
  }
}

// Two colours on rice paper: a cup of coffee and a sheet with ticks, each with one vermilion detail.
const picture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2500 843" font-family="system-ui, 'Hiragino Sans', 'Noto Sans JP', sans-serif">
<rect width="2500" height="843" fill="#F7F5F0"/>
<path d="M1250 120V723" stroke="#D8DCE4" stroke-width="4"/>
<g fill="none" stroke="#243B6B" stroke-width="16" stroke-linecap="round" stroke-linejoin="round">
<path d="M505 300h220v110a110 110 0 0 1-220 0z"/><path d="M725 325h30a50 50 0 0 1 0 100h-36"/><path d="M480 545h270"/>
<path d="M570 250c-20-30 20-45 0-80M655 250c-20-30 20-45 0-80" stroke="#B83A2B"/>
<rect x="1760" y="165" width="230" height="380" rx="20"/><path d="M1865 270h80M1865 360h80M1865 450h80"/>
<path d="M1800 268l16 16 26-32M1800 358l16 16 26-32"/><path d="M1800 448l16 16 26-32" stroke="#B83A2B"/>
</g>
<g fill="#1D2129" text-anchor="middle"><text x="625" y="655" font-size="76" font-weight="700">トークで答える</text><text x="625" y="735" font-size="50" fill="#5B6270">ご来店アンケート</text>
<text x="1875" y="655" font-size="76" font-weight="700">ページで答える</text><text x="1875" y="735" font-size="50" fill="#5B6270">満足度アンケート</text></g>
</svg>`
