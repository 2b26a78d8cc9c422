using Microsoft.Data.Sqlite;

namespace SupportBot.Core.Storage;

/// <summary>The cause of a storage failure.</summary>
public enum StorageFault
{
    /// <summary>Any fault that is not one of the others.</summary>
    Other,

    /// <summary>
    /// No space is left on the disk (SQLITE_FULL). Reads still work; writes work again once there is space.
    /// </summary>
    Full,

    /// <summary>
    /// Another process kept the database locked for longer than we wait (SQLITE_BUSY, SQLITE_LOCKED).
    /// </summary>
    Locked,

    /// <summary>
    /// The file is missing, not to be read or written by us, or not a database (SQLITE_PERM, SQLITE_READONLY,
    /// SQLITE_CORRUPT, SQLITE_CANTOPEN, SQLITE_NOTADB).
    /// </summary>
    Unusable,
}

/// <summary>The database failed; the message states the cause and how to fix it.</summary>
public sealed class StorageException(
    StorageFault fault, string message, Exception? inner = null) : IOException(message, inner)
{
    public StorageFault Fault { get; } = fault;

    private const string Restore = "Stop SupportBot and restore a backup, see docs/backup-and-restore.md";

    internal static StorageException Lost(string path, string reason) => new(
        StorageFault.Unusable,
        $"The database {Path.GetFullPath(path)} has lost content: {reason}. Nothing was changed. {Restore}.");

    internal static StorageException From(Exception e, string what)
    {
        var code = (e as SqliteException)?.SqliteErrorCode;
        var fault = code switch
        {
            13 => StorageFault.Full,
            5 or 6 => StorageFault.Locked,
            3 or 8 or 11 or 14 or 26 => StorageFault.Unusable,
            _ => e is SqliteException ? StorageFault.Other : StorageFault.Unusable,
        };
        var fix = fault switch
        {
            StorageFault.Full => "the disk is full. Free some space; nothing that was accepted is lost",
            StorageFault.Locked => "another process holds it locked. Wait for it, or stop it",
            StorageFault.Unusable when code is 11 or 26 =>
                $"{e.Message.TrimEnd('.')}. It is damaged, or no SupportBot database. {Restore}",
            StorageFault.Unusable => $"{e.Message.TrimEnd('.')}. "
                + "Check the path, its permissions, and that the file is a SupportBot database",
            _ => e.Message.TrimEnd('.'),
        };
        return new StorageException(fault, $"{what}: {fix}.", e);
    }
}
