using System.Data.Common;
using Dapper;

namespace SupportBot.Core.Storage;

/// <summary>One connection, inside a transaction, with the few calls that our SQL needs (Dapper).</summary>
public sealed class Session
{
    private readonly DbConnection _connection;

    internal Session(DbConnection connection) => _connection = connection;

    /// <summary>Runs a statement and returns how many rows it changed.</summary>
    public Task<int> ExecuteAsync(string sql, object? parameters = null) =>
        _connection.ExecuteAsync(sql, parameters);

    /// <summary>All rows, read into a list.</summary>
    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null) =>
        (await _connection.QueryAsync<T>(sql, parameters).ConfigureAwait(false)).AsList();

    /// <summary>The first row, or the default value if there is none.</summary>
    public Task<T?> FirstOrDefaultAsync<T>(string sql, object? parameters = null) =>
        _connection.QueryFirstOrDefaultAsync<T>(sql, parameters);

    /// <summary>The first column of the first row.</summary>
    public Task<T?> ScalarAsync<T>(string sql, object? parameters = null) =>
        _connection.ExecuteScalarAsync<T>(sql, parameters);

    /// <summary>
    /// Rows one at a time, for results too large for a list. Valid while the session's delegate runs.
    /// </summary>
    public IAsyncEnumerable<T> StreamAsync<T>(string sql, object? parameters = null) =>
        _connection.QueryUnbufferedAsync<T>(sql, parameters);
}
