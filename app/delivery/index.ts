export { DeliveryGate, Admission, type Claim, type Guarded, type Verdict } from './gate.ts'
export { SendBytes, type Sendable } from './send_bytes.ts'
