import type { HttpContext } from '@adonisjs/core/http'
import { DEFAULT_BRAND } from '../../built_in_roles.ts'
import type { FormState } from '../../forms.ts'
import type Brand from '../../models/brand.ts'
import { ListBrandMembers } from '../../queries/list_brand_members.ts'
import { ListGroups } from '../../queries/list_groups.ts'
import { ListRoles } from '../../queries/list_roles.ts'

/** The page of a brand, or of one to be made. */
export async function showBrand({ view, visitor }: HttpContext, brand: Brand | null, form: FormState) {
  const members = brand ? await new ListBrandMembers().handle(brand.id) : []
  const roles = brand ? await new ListRoles().givableIn(brand.id, visitor) : []
  const groups = visitor.can('users.manage') ? await new ListGroups().byName() : []
  const mayDelete = brand && visitor.can('brands.manage') && brand.slug !== DEFAULT_BRAND.slug
  const colours = 'colourNames' in form.values ? typedColours(form) : (brand?.colours ?? [])
  return view.render('identity/brand', { brand, colours, form, members, roles, groups, mayDelete })
}

/** What stood in the rows of a form that was refused. */
function typedColours({ values }: FormState) {
  const [names, hexes] = [values.colourNames, values.colourHexes].map((rows) => (Array.isArray(rows) ? rows : []))
  return names!.flatMap((name, row) => (name ? [{ name, hex: hexes![row] }] : []))
}
