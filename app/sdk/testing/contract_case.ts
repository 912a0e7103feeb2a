/** One promise of a contract, for any test runner: `for (const { title, run } of suite) test(title, run)`. */
export type ContractCase = { title: string; run: () => Promise<void> }
