/** Remembers the theme in a cookie, so that the server draws the next page in it from the first pixel. */
export function chooseThemes() {
  const chosen = document.documentElement.dataset.theme || 'system'
  for (const input of document.querySelectorAll<HTMLInputElement>('input[name="theme"]')) {
    input.checked = input.value === chosen
    input.addEventListener('change', () => wear(input.value))
  }
}

function wear(theme: string) {
  const age = theme === 'system' ? 0 : 31_536_000
  const secure = location.protocol === 'https:' ? '; secure' : ''
  document.cookie = `theme=${theme}; path=/; max-age=${age}; samesite=lax${secure}`
  document.documentElement.dataset.theme = theme === 'system' ? '' : theme
}
