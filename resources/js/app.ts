import { chooseThemes } from './theme.ts'

document.documentElement.classList.add('js')
chooseThemes()
