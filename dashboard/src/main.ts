import './theme/main.css'
import { setCustomIconLoader } from '@iconify/vue'
import ui from '@nuxt/ui/vue-plugin'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { createApp } from 'vue'
import App from './App.vue'
import { queries } from './queries.ts'
import { router } from './router.ts'

// An icon that was not built in must not be asked for on the internet; it stays empty, and a test sees it.
setCustomIconLoader(() => null, 'lucide')

createApp(App).use(router).use(VueQueryPlugin, { queryClient: queries }).use(ui).mount('#app')
