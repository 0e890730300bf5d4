/**
 * A transaction on a connection that may have to be opened: on a busy machine that takes longer than a service would wait. It is
 * tried again if nothing was begun.
 */
import type { DataSource, EntityManager } from 'typeorm';

const triesAtMost = 10;

export async function inTransaction<T>(database: DataSource, work: (manager: EntityManager) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    let hasBegun = false;
    try {
      return await database.transaction((manager) => {
        hasBegun = true;
        return work(manager);
      });
    } catch (error) {
      if (hasBegun || tries === triesAtMost) throw error;
    }
  }
}
