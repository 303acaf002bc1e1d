/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/store.h"

#include "store/connection.h"
#include "store/migrate_2.sql.h"
#include "store/migrate_3.sql.h"
#include "store/migrate_4.sql.h"
#include "store/schema.sql.h"
#include "store/statement.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    APPLICATION_ID = 0x4D4F474E, /* "MOGN" */
    WAIT_FOR_OTHERS_MS = 1000,
    SMALLEST_FILE = 512 /* bytes: one page of the smallest size */
};

/* migrations[v] turns a store of version v into one of version v + 1; what was made with one is
   never edited. Waves stay as they were computed until their folders are run again. */
static const char *const migrations[] = {schema_sql, migrate_2_sql, migrate_3_sql, migrate_4_sql};
enum { VERSION = COUNT(migrations) };

struct version {
    int64_t application, user, n_tables;
};

static struct place store_place(const struct store *store)
{
    return (struct place){store->path[0] != '\0' ? store->path : NULL, 0, 0};
}

/* What the operating system said about reading or writing, or what SQLite makes of it. */
static enum status fail_to_write(struct store *store, int code, struct error *err)
{
    const struct place at = store_place(store);
    const int number = code == SQLITE_READONLY ? 0 : sqlite3_system_errno(store->db);
    if (code == SQLITE_FULL || number == ENOSPC || number == EFBIG || number == EDQUOT)
        return error_at(err, ERR_STORE, at, "%s",
                        _("no room is left on the disk; the store is as it was before"));
    if (code == SQLITE_READONLY)
        return error_at(err, ERR_STORE, at, "%s",
                        _("cannot be written: the file or its folder is read-only"));
    return error_at(err, ERR_STORE, at, _("cannot be read or written: %s"),
                    number != 0 ? strerror(number) : sqlite3_errmsg(store->db));
}

static enum status fail_no_database(const struct store *store, struct error *err)
{
    return error_at(err, ERR_OPEN, store_place(store), "%s",
                    _("is not an SQLite database; it is left as it is: choose another file with "
                      "--db"));
}

enum status store_fail(struct store *store, struct error *err)
{
    const struct place at = store_place(store);
    const int code = sqlite3_errcode(store->db) & 0xFF;
    switch (code) {
    case SQLITE_NOMEM:
        return error_memory(err);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return error_at(err, ERR_STORE, at, "%s",
                        _("another program is writing to this store; wait until it is done, or "
                          "choose another file with --db"));
    case SQLITE_NOTADB:
        return fail_no_database(store, err);
    case SQLITE_CORRUPT:
        return error_at(err, ERR_STORE, at,
                        _("is damaged (%s); delete it and run the survey folders again"),
                        sqlite3_errmsg(store->db));
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
        return fail_to_write(store, code, err);
    default:
        return error_at(err, ERR_STORE, at, _("the store cannot do this: %s"),
                        sqlite3_errmsg(store->db));
    }
}

enum status store_run_sql(struct store *store, const char *sql, struct error *err)
{
    return sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK ? OK
                                                                       : store_fail(store, err);
}

static enum status get_version(struct store *store, struct version *out, struct error *err)
{
    static const char sql[] = "SELECT (SELECT application_id FROM pragma_application_id),"
                              " (SELECT user_version FROM pragma_user_version),"
                              " (SELECT count(*) FROM sqlite_schema)";
    struct statement *s = NULL;
    bool has_row;
    TRY(statement_open(store, sql, &s, err));
    const enum status status = statement_step(s, &has_row, err);
    if (status == OK)
        *out = (struct version){statement_integer(s, 0), statement_integer(s, 1),
                                statement_integer(s, 2)};
    statement_close(s);
    return status;
}

/* Whether the file is a store this program can write, or empty and may become one. */
static enum status check_version(struct store *store, struct version *version, struct error *err)
{
    TRY(get_version(store, version, err));
    if (version->application == 0 && version->user == 0 && version->n_tables == 0)
        return OK;
    if (version->application != APPLICATION_ID)
        return error_at(err, ERR_OPEN, store_place(store), "%s",
                        _("is an SQLite database, but not a store of mognad; it is left as it is: "
                          "choose another file with --db"));
    if (version->user > VERSION)
        return error_at(err, ERR_STORE, store_place(store),
                        _("was made by a newer mognad (store version %lld, this program knows up "
                          "to %d); use that program, or choose another file with --db"),
                        (long long)version->user, VERSION);
    return OK;
}

/* Inside the transaction, so that of two first runs one waits for the other. */
static enum status migrate(struct store *store, struct error *err)
{
    struct version version;
    TRY(check_version(store, &version, err));
    if (version.user == VERSION)
        return OK;
    for (int64_t v = version.user; v < VERSION; v++)
        TRY(store_run_sql(store, migrations[v], err));
    char pragmas[96];
    snprintf(pragmas, sizeof pragmas, "PRAGMA application_id = %d; PRAGMA user_version = %d",
             APPLICATION_ID, VERSION);
    return store_run_sql(store, pragmas, err);
}

/* synchronous = OFF: a run that crashes or is killed is rolled back by the next one, from the
   journal, which the kernel holds either way. Only a power cut during a run can damage the file,
   and it is made again from the survey folders at will; waiting for the disk three times a run
   would cost more than reading, computing and writing a yearly survey together.
   journal_mode = DELETE: one file and no companions, for analysts who copy it.
   page_size, of a new file: a quarter of the calls to the kernel, and as large a file.
   The temporary store is never read again: its journal serves rollback alone and stays in memory.
 */
static enum status set_up(struct store *store, struct error *err)
{
    static const char common[] = "PRAGMA foreign_keys = ON; PRAGMA synchronous = OFF;"
                                 "PRAGMA trusted_schema = OFF;";
    sqlite3_busy_timeout(store->db, WAIT_FOR_OTHERS_MS);
    if (store->is_new)
        TRY(store_run_sql(store, "PRAGMA page_size = 16384", err));
    TRY(store_run_sql(store, common, err));
    if (store->path[0] == '\0')
        TRY(store_run_sql(store, "PRAGMA journal_mode = MEMORY", err));
    if (store_add_regex(store) != SQLITE_OK || store_add_number(store) != SQLITE_OK)
        return store_fail(store, err);
    return OK;
}

static enum status check_file(struct store *store, struct error *err)
{
    struct version version;
    TRY(check_version(store, &version, err));
    if (sqlite3_db_readonly(store->db, "main") == 1)
        return error_at(err, ERR_OPEN, store_place(store), "%s",
                        _("cannot be written: the file is read-only"));
    return OK;
}

/* Why the file cannot be opened for writing; SQLite tells why it could not be read either. */
static int open_errno(const char *path)
{
    const int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    const int number = fd < 0 ? errno : 0;
    if (fd >= 0)
        close(fd);
    return number;
}

static enum status connect(struct store *store, struct error *err)
{
    static const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX;
    struct stat info;
    const bool is_there = store->path[0] != '\0' && stat(store->path, &info) == 0;
    store->is_new = !is_there;
    if (is_there && S_ISREG(info.st_mode) && info.st_size > 0 && info.st_size < SMALLEST_FILE)
        return fail_no_database(store, err); /* SQLite takes it for an empty one */
    const int code = sqlite3_open_v2(store->path, &store->db, flags, NULL);
    if (store->db == NULL || code == SQLITE_NOMEM)
        return error_memory(err);
    if (code != SQLITE_OK) {
        const int number = open_errno(store->path);
        return error_at(err, ERR_OPEN, store_place(store), "%s",
                        number != 0 ? strerror(number) : sqlite3_errmsg(store->db));
    }
    TRY(set_up(store, err));
    return check_file(store, err);
}

/* Takes back what an interrupted run left half done, as whoever opens the file next must; reading
   alone may not. */
static void take_back(const struct store *store)
{
    sqlite3 *db = NULL;
    if (sqlite3_open_v2(store->path, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK)
        (void)sqlite3_exec(db, "SELECT 1 FROM sqlite_schema", NULL, NULL, NULL);
    sqlite3_close_v2(db);
}

static bool is_interrupted(const struct store *store)
{
    return sqlite3_exec(store->db, "SELECT 1 FROM sqlite_schema", NULL, NULL, NULL) != SQLITE_OK &&
           sqlite3_extended_errcode(store->db) == SQLITE_READONLY_ROLLBACK;
}

/* Of a file that is there, with at least one run in it. Nothing is made or migrated, and nothing
   written but to take back an interrupted run. */
static enum status connect_to_read(struct store *store, struct error *err)
{
    static const int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_FULLMUTEX;
    struct stat info;
    struct version version;
    if (stat(store->path, &info) != 0)
        return error_at(err, ERR_OPEN, store_place(store), "%s", strerror(errno));
    if (!S_ISREG(info.st_mode) || info.st_size < SMALLEST_FILE)
        return fail_no_database(store, err);
    const int code = sqlite3_open_v2(store->path, &store->db, flags, NULL);
    if (store->db == NULL || code == SQLITE_NOMEM)
        return error_memory(err);
    if (code != SQLITE_OK)
        return error_at(err, ERR_OPEN, store_place(store), "%s", sqlite3_errmsg(store->db));
    sqlite3_busy_timeout(store->db, WAIT_FOR_OTHERS_MS);
    if (is_interrupted(store))
        take_back(store);
    TRY(store_run_sql(store, "PRAGMA trusted_schema = OFF", err));
    TRY(check_version(store, &version, err));
    if (version.user == 0)
        return error_at(err, ERR_OPEN, store_place(store), "%s", _("is empty: no run is in it"));
    return OK;
}

static enum status open_with(const char *path,
                             enum status (*connecting)(struct store *store, struct error *err),
                             struct store **out, struct error *err)
{
    *out = NULL;
    struct store *store = calloc(1, sizeof *store);
    if (store == NULL)
        return error_memory(err);
    store->path = strdup(path);
    store->locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    const enum status status = store->path == NULL ? error_memory(err) : connecting(store, err);
    if (status == OK)
        *out = store;
    else
        store_close(store);
    return status;
}

enum status store_open(const char *path, struct store **out, struct error *err)
{
    return open_with(path, connect, out, err);
}

enum status store_open_to_read(const char *path, struct store **out, struct error *err)
{
    return open_with(path, connect_to_read, out, err);
}

/* A store that was never committed to leaves no empty file behind. */
static void remove_if_empty(const struct store *store)
{
    struct stat info;
    if (store->is_new && store->path[0] != '\0' && stat(store->path, &info) == 0 &&
        S_ISREG(info.st_mode) && info.st_size == 0)
        unlink(store->path);
}

void store_close(struct store *store)
{
    if (store == NULL)
        return;
    if (store->db != NULL) {
        store_rollback(store);
        sqlite3_close_v2(store->db);
        remove_if_empty(store);
    }
    if (store->locale != (locale_t)0)
        freelocale(store->locale);
    free(store->path);
    free(store);
}

/* Read-only as it is, nothing could begin beside it; within a transaction it cannot be detached. */
static enum status detach_page(struct store *store, struct error *err)
{
    if (sqlite3_db_readonly(store->db, STORE_PAGE) < 0)
        return OK;
    return store_run_sql(store, "DETACH " STORE_PAGE, err);
}

enum status store_begin(struct store *store, struct error *err)
{
    TRY(detach_page(store, err));
    TRY(store_run_sql(store, "BEGIN IMMEDIATE", err));
    const enum status status = migrate(store, err);
    if (status != OK)
        store_rollback(store);
    return status;
}

enum status store_commit(struct store *store, struct error *err)
{
    const enum status status = store_run_sql(store, "COMMIT", err);
    if (status != OK)
        store_rollback(store);
    return status;
}

void store_rollback(struct store *store)
{
    if (sqlite3_get_autocommit(store->db) == 0)
        (void)sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
}
