using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SupportBot.Core.Storage;

// Keeps statements prepared by their text. The driver parses the SQL each time, which for a small statement costs more
// than running it. Dapper uses them through PreparedCommand.
internal sealed class PreparedConnection(string connectionString) : SqliteConnection(connectionString)
{
    // More than the program has; generated texts, such as lists of ids, must not accumulate.
    private const int MaxKept = 200;

    private readonly Dictionary<string, SqliteCommand> _idle = new(StringComparer.Ordinal);

    public void Run(string sql)
    {
        var command = Take(sql);
        command.ExecuteNonQuery();
        Return(command);
    }

    // SQLite rolls back by itself in some cases, such as a full disk.
    public void RollBack()
    {
        if (raw.sqlite3_get_autocommit(Handle) == 0) Run("ROLLBACK");
    }

    // Prepared if it was used before.
    public SqliteCommand Take(string sql) => _idle.Remove(sql, out var idle) ? idle : new SqliteCommand(sql, this);

    public void Return(SqliteCommand command)
    {
        command.Parameters.Clear();
        if (_idle.Count >= MaxKept || !_idle.TryAdd(command.CommandText, command)) command.Dispose();
    }

    protected override DbCommand CreateDbCommand() => new PreparedCommand(this);
}
