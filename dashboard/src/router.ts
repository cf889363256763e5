import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { kept } from './storage.ts'

declare module 'vue-router' {
  interface RouteMeta {
    title?: { ja: string; en: string }
  }
}

const titles = {
  home: { ja: 'ホーム', en: 'Home' },
  submissions: { ja: '回答・申込', en: 'Responses' },
  friends: { ja: '友だち・会員', en: 'People' },
  customers: { ja: '会員', en: 'Members' },
  more: { ja: 'もっと', en: 'More' },
  settings: { ja: '設定', en: 'Settings' },
  forms: { ja: 'フォーム', en: 'Forms' },
  formEdit: { ja: 'フォームの編集', en: 'Edit a form' },
  line: { ja: 'LINE接続', en: 'LINE connection' },
  greeting: { ja: 'あいさつ・キーワード', en: 'Greeting and keywords' },
  richMenus: { ja: 'リッチメニュー', en: 'Rich menus' },
  members: { ja: '会員の取り込み', en: 'Members import' },
  memberLogin: { ja: '会員ログインの設定', en: 'Member login' },
  health: { ja: '健康診断', en: 'Health' },
  signIn: { ja: 'サインイン', en: 'Sign in' },
  missing: { ja: 'ページが見つかりません', en: 'Page not found' },
}

/** Where a page was before the settings had a place of their own; links to it were sent around. */
const moved = (name: string): RouteRecordRaw => ({
  path: name,
  redirect: ({ params, query, hash }) => ({
    path: `/accounts/${encodeURIComponent(String(params['accountId']))}/settings/${name}`,
    ...{ query, hash },
  }),
})

/** The pages of the settings; `shell/places.ts` says what each is for, in which order. */
const settingsPages: RouteRecordRaw[] = [
  {
    path: '',
    name: 'settings',
    component: () => import('./shell/SettingsPage.vue'),
    meta: { title: titles.settings },
  },
  { path: 'line', component: () => import('./accounts/ConnectionPage.vue'), meta: { title: titles.line } },
  { path: 'greeting', component: () => import('./accounts/GreetingPage.vue'), meta: { title: titles.greeting } },
  {
    path: 'rich-menus',
    component: () => import('./rich-menus/RichMenusPage.vue'),
    meta: { title: titles.richMenus },
  },
  {
    path: 'member-login',
    component: () => import('./accounts/MemberLoginPage.vue'),
    meta: { title: titles.memberLogin },
  },
  { path: 'members', component: () => import('./customers/MembersPage.vue'), meta: { title: titles.members } },
  { path: 'health', component: () => import('./health/HealthPage.vue'), meta: { title: titles.health } },
]

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', redirect: () => `/accounts/${kept('account') ?? 'main'}/home` },
    { path: '/sign-in', component: () => import('./staff/SignInPage.vue'), meta: { title: titles.signIn } },
    {
      path: '/accounts/:accountId',
      component: () => import('./shell/StaffShell.vue'),
      children: [
        { path: '', redirect: (to) => `/accounts/${String(to.params['accountId'])}/home` },
        { path: 'home', component: () => import('./home/HomePage.vue'), meta: { title: titles.home } },
        {
          path: 'submissions/:submissionId?',
          component: () => import('./forms/SubmissionsPage.vue'),
          meta: { title: titles.submissions },
        },
        { path: 'forms', component: () => import('./forms/FormsPage.vue'), meta: { title: titles.forms } },
        {
          path: 'forms/:formKey/edit',
          component: () => import('./forms/FormEditPage.vue'),
          meta: { title: titles.formEdit },
        },
        { path: 'friends', component: () => import('./friends/FriendsPage.vue'), meta: { title: titles.friends } },
        {
          path: 'friends/:friendId',
          component: () => import('./friends/FriendPage.vue'),
          meta: { title: titles.friends },
        },
        {
          path: 'customers',
          component: () => import('./customers/CustomersPage.vue'),
          meta: { title: titles.customers },
        },
        {
          path: 'customers/:customerId',
          component: () => import('./customers/CustomerPage.vue'),
          meta: { title: titles.customers },
        },
        { path: 'more', component: () => import('./shell/MorePage.vue'), meta: { title: titles.more } },
        { path: 'settings', component: () => import('./shell/SettingsLayout.vue'), children: settingsPages },
        ...['members', 'member-login', 'health'].map(moved),
      ],
    },
    {
      path: '/:rest(.*)*',
      name: 'missing',
      component: () => import('./shell/MissingPage.vue'),
      meta: { title: titles.missing },
    },
  ],
})
