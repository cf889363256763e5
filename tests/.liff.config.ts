export default {
  testDir: '/work/main/tests/browser', testMatch: 'liff*.spec.ts', outputDir: '/tmp/liff-results', workers: 1, reporter: 'list', timeout: 30000,
  use: { locale: 'ja-JP', timezoneId: 'Asia/Tokyo', trace: 'off', launchOptions: { executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-gpu','--disable-quic','--no-first-run','--disable-background-networking','--disable-component-update','--disable-sync'] } },
}
