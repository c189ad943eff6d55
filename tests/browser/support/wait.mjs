/** The page or its browser is no more: there is nobody to be asked again. */
const gone = /(page|context|browser) has been closed/;

/** Asks again and again until the answer is truthy, and answers it; says what was waited for if it never comes. */
export async function until(what, ask, { seconds = 20, every = 25 } = {}) {
  const deadline = Date.now() + seconds * 1000;
  let last;
  for (;;) {
    try {
      last = await ask();
      if (last) return last;
    } catch (error) {
      if (error.lasting || gone.test(error.message)) throw error;
      last = error.message;
    }
    if (Date.now() > deadline) throw new Error(`Waited ${seconds} s in vain: ${what}. Last answer: ${describe(last)}`);
    await pause(every);
  }
}

/** Between two questions; no test waits for an effect by it. */
export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function describe(value) {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text === undefined ? 'nothing' : text.slice(0, 600);
}
