import CloseWindow from '@line/liff/close-window'
import liff from '@line/liff/core'
import GetAccessToken from '@line/liff/get-access-token'
import GetAppLanguage from '@line/liff/get-app-language'
import GetDecodedIDToken from '@line/liff/get-decoded-id-token'
import GetIDToken from '@line/liff/get-id-token'
import IsInClient from '@line/liff/is-in-client'
import IsLoggedIn from '@line/liff/is-logged-in'
import Login from '@line/liff/login'
import Logout from '@line/liff/logout'
import SendMessages from '@line/liff/send-messages'
import type { Line } from './line.ts'

// Only the modules that are called: each one costs bytes on every phone.
liff.use(new CloseWindow())
liff.use(new GetAccessToken())
liff.use(new GetAppLanguage())
liff.use(new GetDecodedIDToken())
liff.use(new GetIDToken())
liff.use(new IsInClient())
liff.use(new IsLoggedIn())
liff.use(new Login())
liff.use(new Logout())
liff.use(new SendMessages())

/** LINE itself, through its own SDK. */
export function createLine(liffId: string): Line {
  return {
    open: () => liff.init({ liffId }),
    isInClient: () => liff.isInClient(),
    isLoggedIn: () => liff.isLoggedIn(),
    login: (returnTo) => liff.login({ redirectUri: returnTo }),
    logout: () => liff.logout(),
    idToken: () => liff.getIDToken(),
    idTokenExpiresAt: () => {
      const seconds = liff.getDecodedIDToken()?.exp
      return seconds === undefined ? null : seconds * 1000
    },
    accessToken: () => liff.getAccessToken(),
    // LINE refuses when the page was not opened from a talk room, when the scope was not granted, or when it is too old.
    say: (text) =>
      liff.sendMessages([{ type: 'text', text }]).then(
        () => true,
        () => false,
      ),
    language: () => liff.getAppLanguage(),
    close: () => liff.closeWindow(),
  }
}
