import { mount } from 'svelte'
import './theme/tokens.css'
import './theme/base.css'
import App from './App.svelte'
import { startI18n } from './i18n/i18n.svelte'
import { startKeys } from './keys/keys.svelte'
import { startRouter } from './router/router.svelte'
import { startTheme } from './theme/theme.svelte'

startTheme()
startRouter()
startKeys()
await startI18n()
mount(App, { target: document.getElementById('app')! })
