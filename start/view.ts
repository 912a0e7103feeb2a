import { registerViewGlobals } from '#core/view/index'

registerViewGlobals()
