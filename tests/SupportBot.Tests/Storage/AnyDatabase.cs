using System.Runtime.CompilerServices;
using Dapper;

namespace SupportBot.Tests.Storage;

/// <summary>
/// Each test has a database of its own, for which Dapper would compile its commands again: one compilation serves all.
/// </summary>
internal sealed class AnyDatabase : IEqualityComparer<string>
{
    [ModuleInitializer]
    internal static void Use() => SqlMapper.ConnectionStringComparer = new AnyDatabase();

    public bool Equals(string? x, string? y) => true;

    public int GetHashCode(string connectionString) => 0;
}
