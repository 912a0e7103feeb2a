export { PERMISSIONS, isPermission, type Permission } from './permissions.ts'
export { Visitor, type VisitingUser, type Grant } from './visitor.ts'
export { BUILT_IN_ROLES, type BuiltInRoleSlug } from './built_in_roles.ts'
export { recogniseBearers, type Bearer } from './bearers.ts'
export { VisitorMiddleware } from './middleware/visitor_middleware.ts'
export { SignedInMiddleware } from './middleware/signed_in_middleware.ts'
export { LOGIN_COOKIE } from './login_cookie.ts'
export { newSecret, digest } from './secret.ts'
export { loadVisitor } from './queries/find_visitor.ts'
export { brandsToAddTo, defaultBrand, brandsOf, libraryBrandsOf, namesOf } from './queries/find_brands.ts'
export {
  circleRevision,
  circlesNamed,
  drawCircle,
  endCircle,
  fillCircle,
  isAround,
  moveCircles,
  outerOf,
  requireMembers,
  type CircleJson,
  type CircleMembers,
} from './circles/circles.ts'
export { peopleOfBrand } from './queries/people_of_brand.ts'
export { ListUsers } from './queries/list_users.ts'
export { peopleCalled } from './queries/people_called.ts'
export { meantBy, type Meant } from './queries/meant_by.ts'
export { groupsOfBrand } from './queries/groups_of_brand.ts'
export {
  firstPage,
  momentOf,
  type OfficeAction,
  type OfficeAsk,
  type OfficePage,
  type OfficeResource,
  type OfficeRow,
} from './back_office/declaration.ts'
export { findUserNamed } from './queries/find_user_named.ts'
export { findFirstAdmin } from './queries/find_first_admin.ts'
export { prepareInstallation } from './prepare_installation.ts'
export { FindUser } from './queries/find_user.ts'
export { registerBrandContent, type BrandContent } from './brand_contents.ts'
export { registerHandOver, type HandedOver } from './hand_overs.ts'
export { SendResetLink } from './jobs/send_reset_link.ts'
export { ForgetExpiredSignIns } from './jobs/forget_expired_sign_ins.ts'
export { answerForm, validateForm, UNTOUCHED, type FormState } from './forms.ts'
export { isoOf } from './transformers/users.ts'
export { EnsureBuiltIns } from './actions/ensure_built_ins.ts'
export { BeginSignIn } from './actions/begin_sign_in.ts'
export { default as User } from './models/user.ts'
export { default as Brand } from './models/brand.ts'
export { default as Role } from './models/role.ts'
export { NeedsAPerson, SignInNeeded, FieldProblem } from './errors.ts'
import './context.ts'
export { CreateUser } from './actions/create_user.ts'
export { hashPassword } from './passwords/hashing.ts'
export { IdempotencyMiddleware } from './middleware/idempotency_middleware.ts'
export { assertMayGovern, type Grantor } from './grants.ts'
