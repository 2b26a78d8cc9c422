using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SupportBot.Tests.Release;

/// <summary>What a release promises: audited packages, an SBOM, and base images by digest.</summary>
public sealed partial class ReleaseTests
{
    private static readonly string[] Images = File.ReadAllLines(At("release/images.env"));

    [Fact]
    public async Task A_release_fails_for_a_known_vulnerability_and_for_an_audit_without_data()
    {
        var (code, output) = await RunAsync("dotnet", ["msbuild", "src/SupportBot.Core", "-p:IsRelease=true",
            "-getProperty:NuGetAudit,NuGetAuditLevel,NuGetAuditMode,WarningsAsErrors"]);
        Assert.Equal(0, code);
        var properties = JsonNode.Parse(output)!["Properties"]!;
        Assert.Equal(("true", "low", "all"), (Text("NuGetAudit"), Text("NuGetAuditLevel"), Text("NuGetAuditMode")));
        foreach (var warning in (string[])["NU1900", "NU1901", "NU1902", "NU1903", "NU1904", "NU1905"])
            Assert.Contains(warning, Text("WarningsAsErrors").Split(';'));
        Assert.Contains("<auditSources>", File.ReadAllText(At("release/nuget.config")), StringComparison.Ordinal);

        string Text(string name) => properties[name]!.GetValue<string>();
    }

    [Fact]
    public void A_release_is_restored_audited_and_listed_in_an_SBOM_before_it_is_packed()
    {
        var script = File.ReadAllText(At("release/release.sh"));
        string[] steps =
        [
            "--configfile release/nuget.config --locked-mode -p:IsRelease=true",
            "--no-restore -p:IsRelease=true",
            "release/sbom.sh",
            "sha256sum",
        ];
        Assert.Equal(steps.OrderBy(step => script.IndexOf(step, StringComparison.Ordinal)), steps);
        Assert.All(steps, step => Assert.Contains(step, script, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("-p:RuntimeIdentifier=linux-x64")]
    [InlineData("-p:UseCurrentRuntimeIdentifier=True")]
    public async Task Publishing_for_one_platform_leaves_the_lock_files_alone(string platform)
    {
        var (code, output) = await RunAsync("dotnet", ["msbuild", "src/SupportBot", platform, "-p:CI=true",
            "-getProperty:NuGetLockFilePath,RestoreLockedMode"]);
        Assert.Equal(0, code);
        var properties = JsonNode.Parse(output)!["Properties"]!;
        Assert.Equal(
            ("obj/platform.lock.json", "false"),
            ((string)properties["NuGetLockFilePath"]!, (string)properties["RestoreLockedMode"]!));
    }

    [Fact]
    public void Every_base_image_can_be_given_by_digest()
    {
        var dockerfile = File.ReadAllText(At("Dockerfile"));
        var arguments = Argument()
            .Matches(dockerfile)
            .Select(match => $"{match.Groups[1].Value}={match.Groups[2].Value}")
            .ToList();
        Assert.Equal(Images.Where(image => !image.StartsWith("ELASTIC_", StringComparison.Ordinal)), arguments);
        Assert.All(Source().Matches(dockerfile), source => Assert.Contains(source.Groups[1].Value,
            (string[])["${SDK_IMAGE}", "${NODE_IMAGE}", "${RUNTIME_IMAGE}", "build", "node"]));
        var elastic = Images.Single(image => image.StartsWith("ELASTIC_", StringComparison.Ordinal)).Split('=')[1];
        Assert.Contains(
            $"image: {elastic}", File.ReadAllText(At("deploymentTemplates/kubernetes/elasticsearch.yaml")),
            StringComparison.Ordinal);
        Assert.DoesNotMatch(
            @"image: docker\.elastic", File.ReadAllText(At("deploymentTemplates/compose/compose.yaml")));
    }

    [Fact]
    public async Task Images_are_pinned_to_the_digests_of_the_registry_and_none_is_built_without()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The scripts are for bash.");
        var folder = Directory.CreateTempSubdirectory("pins");
        var (docker, locked) = (Path.Combine(folder.FullName, "docker"), Path.Combine(folder.FullName, "images.lock"));
        var digest = $"sha256:{new string('a', 64)}";
        await File.WriteAllTextAsync(
            docker, $"#!/bin/sh\n[ \"$1\" = build ] && echo \"$@\" || echo {digest}\n",
            TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(docker, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        Assert.NotEqual(0, (await BuildAsync()).Code);
        Assert.Equal(0, (await RunAsync("bash", [At("release/pin-images.sh"), locked], folder.FullName)).Code);
        Assert.Equal(
            Images.Select(image => $"{image}@{digest}"),
            await File.ReadAllLinesAsync(locked, TestContext.Current.CancellationToken));
        var (code, output) = await BuildAsync();
        Assert.Equal(0, code);
        Assert.Contains(
            $"--build-arg SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0@{digest}", output, StringComparison.Ordinal);

        await File.AppendAllTextAsync(locked, "NODE_IMAGE=node:22\n", TestContext.Current.CancellationToken);
        Assert.NotEqual(0, (await BuildAsync()).Code);
        folder.Delete(recursive: true);

        Task<(int Code, string Output)> BuildAsync() =>
            RunAsync("bash", [At("release/build-image.sh"), "supportbot"], folder.FullName, ("IMAGES_LOCK", locked));
    }

    [Theory]
    [InlineData("## Report a vulnerability")]
    [InlineData("## Supported versions")]
    [InlineData("## Scope")]
    [InlineData("## Threat model")]
    [InlineData("](docs/security.md)")]
    public void The_security_policy_says_whom_to_tell_what_counts_and_what_protects(string part) =>
        Assert.Contains(part, File.ReadAllText(At("SECURITY.md")), StringComparison.Ordinal);

    private static string At(string file) => Path.Combine(SharedData.RepositoryRoot, file);

    private static async Task<(int Code, string Output)> RunAsync(
        string program, string[] arguments, string? first = null, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = SharedData.RepositoryRoot,
        };
        if (first is not null)
            start.Environment["PATH"] = $"{first}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        await errors;
        return (process.ExitCode, await output);
    }

    [GeneratedRegex(@"^ARG (\w+_IMAGE)=(\S+)$", RegexOptions.Multiline)]
    private static partial Regex Argument();

    [GeneratedRegex(@"(?:^FROM |--from=)(\S+)", RegexOptions.Multiline)]
    private static partial Regex Source();
}
