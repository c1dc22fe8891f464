/** The job that starts a mailing at its time; its key is the mailing's number. */
export const START_MAILING = 'start-mailing';
