using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SupportBot.Core.Storage;

/// <summary>
/// A connection that keeps its statements prepared, by their text; the driver alone reads the SQL anew each time, which
/// for a small statement costs more than running it. Dapper, and we, get them through <see cref="PreparedCommand"/>.
/// </summary>
internal sealed class PreparedConnection(string connectionString) : SqliteConnection(connectionString)
{
    /// <summary>More than the program has; texts that are made up, for a list of ids, must not pile up.</summary>
    private const int MaxKept = 200;

    private readonly Dictionary<string, SqliteCommand> _idle = new(StringComparer.Ordinal);

    /// <summary>Runs a statement without parameters, such as <c>BEGIN</c>.</summary>
    public void Run(string sql)
    {
        var command = Take(sql);
        command.ExecuteNonQuery();
        Return(command);
    }

    /// <summary>Undoes the open transaction, unless SQLite has done so itself: it does where a disk is full.</summary>
    public void RollBack()
    {
        if (raw.sqlite3_get_autocommit(Handle) == 0) Run("ROLLBACK");
    }

    /// <summary>A statement that nobody uses, prepared if it was used before.</summary>
    public SqliteCommand Take(string sql) => _idle.Remove(sql, out var idle) ? idle : new SqliteCommand(sql, this);

    public void Return(SqliteCommand command)
    {
        command.Parameters.Clear();
        if (_idle.Count >= MaxKept || !_idle.TryAdd(command.CommandText, command)) command.Dispose();
    }

    protected override DbCommand CreateDbCommand() => new PreparedCommand(this);
}
