import { mount } from 'svelte'
import './theme/tokens.css'
import './theme/base.css'
import App from './App.svelte'
import { startI18n } from './i18n/i18n.svelte'
import { startKeys } from './keys/keys.svelte'
import { resolve, router, startRouter } from './router/router.svelte'
import { startTheme } from './theme/theme.svelte'

startTheme()
startRouter()
startKeys()
// The page is fetched beside the words, not after them. Should it fail, App says so when it asks.
resolve(router.path)?.route.page().catch(() => undefined)
await startI18n()
mount(App, { target: document.getElementById('app')! })
