/** Asks the person at the screen to prove who he is; false when he would rather not. */
type Prover = () => Promise<boolean>;

export const STEP_UP = "auth.step_up_required";

let prover: Prover | null = null;
let running: Promise<boolean> | null = null;

/** Says how to ask; answers how to stop. */
export function onStepUp(ask: Prover): () => void {
  prover = ask;
  return () => {
    prover = null;
  };
}

/** One question for all requests that wait for its answer. */
export function askForProof(): Promise<boolean> {
  if (prover === null) return Promise.resolve(false);
  running ??= prover().finally(() => {
    running = null;
  });
  return running;
}
