using System.Reflection;

namespace SupportBot.Conformance;

/// <summary>Finds what would let an implementation pass its suite without running every case of it.</summary>
internal static class ConformanceGuard
{
    private const BindingFlags Declared =
        BindingFlags.Instance
        | BindingFlags.Static
        | BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.DeclaredOnly;

    /// <summary>Variables whose servers cannot be had everywhere.</summary>
    private static readonly string[] Servers = ["ELASTICSEARCH_URL"];

    /// <returns>One sentence for each fault; empty where every implementation runs every case.</returns>
    public static IEnumerable<string> Faults(Type suite, IReadOnlyCollection<Type> types)
    {
        var implementations = types.Where(type => type.IsSubclassOf(suite)).ToList();
        return implementations.Any(type => !type.IsAbstract && !type.IsDefined(typeof(NeedsServerAttribute)))
            ? Cases(suite).SelectMany(SuiteFaults).Concat(implementations.SelectMany(type => Faults(suite, type)))
            : [$"No class always runs {suite.Name}"];
    }

    private static IEnumerable<string> SuiteFaults(MethodInfo test)
    {
        if (!test.IsPublic) yield return $"{test.Name} is not public, so it does not run";
        if (test.IsVirtual) yield return $"{test.Name} is virtual, so an engine may change it";
        if (test.GetCustomAttribute<FactAttribute>()!.Skip is { } reason)
            yield return $"{test.Name} is skipped: {reason}";
    }

    private static IEnumerable<string> Faults(Type suite, Type implementation)
    {
        if (!implementation.IsVisible) yield return $"{implementation.Name} is not public, so it does not run";
        if (implementation.GetCustomAttributes().Any(attribute => attribute is Xunit.v3.ITraitAttribute))
            yield return $"{implementation.Name} has a trait, by which a run can leave it out";
        if (implementation.GetCustomAttribute<NeedsServerAttribute>() is { } needs && !Servers.Contains(needs.Variable))
            yield return $"{implementation.Name} needs the server of {needs.Variable}, which nobody knows";
        var names = Cases(suite).Select(test => test.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var method in implementation.GetMethods(Declared).Where(method => names.Contains(method.Name)))
            yield return $"{implementation.Name} hides {method.Name}";
    }

    private static IEnumerable<MethodInfo> Cases(Type suite) =>
        suite.GetMethods(Declared).Where(method => method.GetCustomAttribute<FactAttribute>() is not null);
}
