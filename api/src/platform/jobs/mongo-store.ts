import type { Log } from '../log.ts';
import type { JobStore } from './job-store.ts';

const COLLECTION = 'agendaJobs';

/** Opens Agenda's jobs in a MongoDB database: the one in the URL, or `postline`. */
export async function openMongoStore(url: string, log: Log): Promise<JobStore> {
  // Loaded on demand: most installations have no MongoDB, and the driver is large.
  const [{ MongoClient }, { MongoBackend }] = await Promise.all([
    import('mongodb'),
    import('@agendajs/mongo-backend'),
  ]);
  const client = new MongoClient(url, { serverSelectionTimeoutMS: 5000, appName: 'postline' });
  client.on('error', (error) => log.warn({ err: error }, 'The connection to the jobs was lost.'));
  try {
    await client.connect();
  } catch (error) {
    await client.close();
    throw error;
  }
  const db = client.db(new URL(url).pathname.length > 1 ? undefined : 'postline');
  const jobs = db.collection(COLLECTION);
  return {
    backend: new MongoBackend({ mongo: db, collection: COLLECTION }),

    // An id cannot change: the new job is added before the old one is removed, so that a time is never lost.
    async put(name, key, at) {
      const job = { name, type: 'normal', priority: 0, nextRunAt: at, data: { key, due: at.toISOString() } };
      const { insertedId } = await jobs.insertOne(job);
      await jobs.deleteMany({ name, 'data.key': key, _id: { $lt: insertedId } });
    },

    async drop(name, key) {
      await jobs.deleteMany({ name, 'data.key': key });
    },

    async next(name) {
      const [job] = await jobs
        .find({ name, disabled: { $ne: true }, nextRunAt: { $ne: null } })
        .sort({ nextRunAt: 1 })
        .limit(1)
        .toArray();
      return (job?.nextRunAt as Date | undefined) ?? null;
    },

    async ping() {
      await db.command({ ping: 1 });
    },

    close: () => client.close(),
  };
}
