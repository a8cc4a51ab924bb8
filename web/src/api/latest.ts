/**
 * The latest wins: at most one call of `act` is on its way; of what came in between only the last
 * is sent. `done` gets each result, in order.
 */
export function latest<A, R>(
  act: (argument: A) => Promise<R>,
  done: (result: R, argument: A) => void,
  failed: (error: unknown) => void = () => {},
): (argument: A) => void {
  let busy = false
  let next: { argument: A } | undefined
  async function go(argument: A): Promise<void> {
    busy = true
    try {
      done(await act(argument), argument)
    } catch (error) {
      failed(error)
    }
    busy = false
    if (next) {
      const { argument: waiting } = next
      next = undefined
      void go(waiting)
    }
  }
  return (argument) => {
    if (busy) next = { argument }
    else void go(argument)
  }
}
