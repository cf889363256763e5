import type { Component } from 'vue'
import type { PageName } from './boot.ts'
import FormPage from './forms/FormPage.vue'
import HomePage from './home/HomePage.vue'
import NotFoundPage from './home/NotFoundPage.vue'

/** All pages are in the first chunk: a page that is loaded later would be missing when the connection is lost. */
export const pages: Record<PageName, Component> = { form: FormPage, home: HomePage, not_found: NotFoundPage }
