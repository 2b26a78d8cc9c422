using System.Reflection;
using SupportBot.Models;

namespace SupportBot.Tests.Models;

/// <summary>The packages of language models are at home in one project.</summary>
public sealed class FenceTests
{
    private static readonly string[] Packages =
        ["Azure.AI.OpenAI", "Azure.Identity", "Microsoft.SemanticKernel", "OpenAI", "System.ClientModel"];

    [Theory]
    [InlineData("SupportBot")]
    [InlineData("SupportBot.Core")]
    [InlineData("SupportBot.Documents")]
    [InlineData("SupportBot.Elasticsearch")]
    [InlineData("SupportBot.Embedded")]
    public void No_other_project_names_their_types(string project) =>
        Assert.DoesNotContain(Assembly.Load(project).GetReferencedAssemblies(), reference => IsFenced(reference));

    [Fact]
    public void Nothing_that_the_project_shows_has_them()
    {
        const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static;
        var shown = typeof(ModelsServices).Assembly.GetExportedTypes().SelectMany(type => type.GetMembers(Public));
        Assert.DoesNotContain(shown.SelectMany(Types), type => IsFenced(type.Assembly.GetName()));
    }

    [Theory]
    [InlineData("Azure.AI.OpenAI")]
    [InlineData("Microsoft.SemanticKernel.Abstractions")]
    [InlineData("Microsoft.SemanticKernel.Connectors.AzureOpenAI")]
    public void The_project_uses_them(string package) =>
        Assert.Contains(typeof(ModelsServices).Assembly.GetReferencedAssemblies(), used => used.Name == package);

    private static IEnumerable<Type> Types(MemberInfo member) => member switch
    {
        MethodInfo method => [method.ReturnType, .. method.ReturnType.GetGenericArguments(), .. Types(method)],
        ConstructorInfo constructor => Types((MethodBase)constructor),
        PropertyInfo property => [property.PropertyType, .. property.PropertyType.GetGenericArguments()],
        FieldInfo field => [field.FieldType],
        _ => [],
    };

    private static IEnumerable<Type> Types(MethodBase method) => method.GetParameters()
        .Select(parameter => parameter.ParameterType)
        .SelectMany(type => (Type[])[type, .. type.GetGenericArguments()]);

    private static bool IsFenced(AssemblyName assembly) =>
        Packages.Any(package => $"{assembly.Name}.".StartsWith($"{package}.", StringComparison.Ordinal));
}
