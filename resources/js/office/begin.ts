/*
 * Runs between the libraries of AdminJS and AdminJS itself, which finds here what it begins with.
 */
import './react.ts'

window.REDUX_STATE = JSON.parse(document.getElementById('office-state')!.textContent) as Window['REDUX_STATE']
window.THEME = window.AdminJSDesignSystem.combineStyles({ font: "'Inter Variable', system-ui, sans-serif" })
window.THEME_COMPONENTS = {}
