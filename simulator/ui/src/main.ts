import { createApp } from 'vue'
import TheDesk from './TheDesk.vue'
import './style.css'

createApp(TheDesk).mount('#app')
