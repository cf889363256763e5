import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { kept } from './storage.ts'

declare module 'vue-router' {
  interface RouteMeta {
    title?: { ja: string; en: string }
  }
}

const titles = {
  home: { ja: 'ホーム', en: 'Home' },
  talks: { ja: 'トーク', en: 'Inbox' },
  submissions: { ja: '回答・申込', en: 'Responses' },
  summary: { ja: 'フォームの集計', en: 'Form summary' },
  friends: { ja: '友だち・会員', en: 'People' },
  customers: { ja: '会員', en: 'Members' },
  more: { ja: 'もっと', en: 'More' },
  settings: { ja: '設定', en: 'Settings' },
  forms: { ja: 'フォーム', en: 'Forms' },
  slots: { ja: '予約枠', en: 'Slots' },
  formEdit: { ja: 'フォームの編集', en: 'Edit a form' },
  line: { ja: 'LINE接続', en: 'LINE connection' },
  greeting: { ja: 'あいさつ・キーワード', en: 'Greeting and keywords' },
  richMenus: { ja: 'リッチメニュー', en: 'Rich menus' },
  members: { ja: '会員の取り込み', en: 'Member import' },
  fields: { ja: '項目とタグ', en: 'Fields and tags' },
  memberLogin: { ja: '会員ログインの設定', en: 'Member login' },
  health: { ja: '健康診断', en: 'Health' },
  staff: { ja: 'スタッフ', en: 'Staff' },
  audit: { ja: '監査ログ', en: 'Audit log' },
  retention: { ja: '保存期間', en: 'Retention' },
  integrations: { ja: 'API・Webhook', en: 'API and webhooks' },
  profile: { ja: '自分の設定', en: 'Your profile' },
  newPassword: { ja: 'パスワードの再設定', en: 'A new password' },
  invitation: { ja: '招待', en: 'Invitation' },
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
    path: 'rich-menus/:menuKey(guest|member)',
    component: () => import('./rich-menus/MenuEditPage.vue'),
    meta: { title: titles.richMenus },
  },
  {
    path: 'member-login',
    component: () => import('./accounts/MemberLoginPage.vue'),
    meta: { title: titles.memberLogin },
  },
  { path: 'members', component: () => import('./customers/MembersPage.vue'), meta: { title: titles.members } },
  { path: 'fields', component: () => import('./attributes/FieldsPage.vue'), meta: { title: titles.fields } },
  { path: 'staff', component: () => import('./staff/StaffPage.vue'), meta: { title: titles.staff } },
  { path: 'audit', component: () => import('./staff/AuditPage.vue'), meta: { title: titles.audit } },
  { path: 'retention', component: () => import('./retention/RetentionPage.vue'), meta: { title: titles.retention } },
  {
    path: 'integrations',
    component: () => import('./integrations/IntegrationsPage.vue'),
    meta: { title: titles.integrations },
  },
  { path: 'profile', component: () => import('./staff/ProfilePage.vue'), meta: { title: titles.profile } },
  { path: 'health', component: () => import('./health/HealthPage.vue'), meta: { title: titles.health } },
]

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', redirect: () => `/accounts/${kept('account') ?? 'main'}/home` },
    { path: '/sign-in', component: () => import('./staff/SignInPage.vue'), meta: { title: titles.signIn } },
    {
      path: '/invitation',
      component: () => import('./staff/InvitationPage.vue'),
      meta: { title: titles.invitation },
    },
    {
      path: '/new-password',
      component: () => import('./staff/NewPasswordPage.vue'),
      meta: { title: titles.newPassword },
    },
    {
      path: '/accounts/:accountId',
      component: () => import('./shell/StaffShell.vue'),
      children: [
        { path: '', redirect: (to) => `/accounts/${String(to.params['accountId'])}/home` },
        { path: 'home', component: () => import('./home/HomePage.vue'), meta: { title: titles.home } },
        { path: 'talks/:friendId?', component: () => import('./talks/TalksPage.vue'), meta: { title: titles.talks } },
        {
          path: 'submissions/:submissionId?',
          component: () => import('./forms/SubmissionsPage.vue'),
          meta: { title: titles.submissions },
        },
        {
          path: 'forms/:formKey/summary',
          component: () => import('./forms/SummaryPage.vue'),
          meta: { title: titles.summary },
        },
        { path: 'forms', component: () => import('./forms/FormsPage.vue'), meta: { title: titles.forms } },
        {
          path: 'forms/:formKey/edit',
          component: () => import('./forms/FormEditPage.vue'),
          meta: { title: titles.formEdit },
        },
        {
          path: 'forms/:formKey/slots',
          component: () => import('./slots/SlotsPage.vue'),
          meta: { title: titles.slots },
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
