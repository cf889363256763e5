import { createRouter, createWebHistory } from 'vue-router'
import { kept } from './storage.ts'

declare module 'vue-router' {
  interface RouteMeta {
    title?: { ja: string; en: string }
  }
}

const titles = {
  submissions: { ja: '回答・申込', en: 'Responses' },
  friends: { ja: '友だち・会員', en: 'People' },
  members: { ja: '会員・ID連携', en: 'Members' },
  memberLogin: { ja: '会員ログインの設定', en: 'Member login' },
  health: { ja: '健康診断', en: 'Health' },
  signIn: { ja: 'サインイン', en: 'Sign in' },
  missing: { ja: 'ページが見つかりません', en: 'Page not found' },
}

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', redirect: () => `/accounts/${kept('account') ?? 'main'}/submissions` },
    { path: '/sign-in', component: () => import('./staff/SignInPage.vue'), meta: { title: titles.signIn } },
    {
      path: '/accounts/:accountId',
      component: () => import('./shell/StaffShell.vue'),
      children: [
        { path: '', redirect: (to) => `/accounts/${String(to.params['accountId'])}/submissions` },
        {
          path: 'submissions/:submissionId?',
          component: () => import('./forms/SubmissionsPage.vue'),
          meta: { title: titles.submissions },
        },
        { path: 'friends', component: () => import('./friends/FriendsPage.vue'), meta: { title: titles.friends } },
        {
          path: 'friends/:friendId',
          component: () => import('./friends/FriendPage.vue'),
          meta: { title: titles.friends },
        },
        { path: 'members', component: () => import('./customers/MembersPage.vue'), meta: { title: titles.members } },
        {
          path: 'member-login',
          component: () => import('./accounts/MemberLoginPage.vue'),
          meta: { title: titles.memberLogin },
        },
        { path: 'health', component: () => import('./health/HealthPage.vue'), meta: { title: titles.health } },
      ],
    },
    { path: '/:rest(.*)*', component: () => import('./shell/MissingPage.vue'), meta: { title: titles.missing } },
  ],
})
