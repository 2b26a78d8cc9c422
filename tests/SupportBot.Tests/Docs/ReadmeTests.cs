using System.Text.RegularExpressions;
using SupportBot.Tests.Deployment;

namespace SupportBot.Tests.Docs;

/// <summary>What README.md shows and promises.</summary>
public sealed partial class ReadmeTests
{
    private const int LargestImage = 150 * 1024;

    private static readonly Page Readme = Page.Read("README.md");

    [Fact]
    public void Every_image_is_shown_and_small()
    {
        var images = Directory.GetFiles(Path.Combine(Testing.SharedData.RepositoryRoot, "docs", "images"));
        Assert.Equal(
            Readme.RelativeLinks.Where(link => link.StartsWith("docs/images/", StringComparison.Ordinal)).Order(),
            images.Select(image => $"docs/images/{Path.GetFileName(image)}").Order());
        Assert.All(images, image => Assert.InRange(new FileInfo(image).Length, 1, LargestImage));
    }

    [Fact]
    public void The_container_line_fits_the_Dockerfile_and_compose()
    {
        var line = Readme.Code("sh").SelectMany(block => block.Split('\n'))
            .Single(line => line.StartsWith("docker build", StringComparison.Ordinal));
        var parts = ContainerLine().Match(line);
        Assert.True(parts.Success, line);
        Assert.Equal(parts.Groups["built"].Value, parts.Groups["run"].Value);
        var services = Yaml.Documents("compose", "compose.yaml").Single().GetProperty("services");
        var compose = services.GetProperty("supportbot");
        Assert.Equal(compose.GetProperty("image").GetString(), parts.Groups["run"].Value);
        Assert.Equal(compose.GetProperty("ports")[0].GetString(), parts.Groups["port"].Value);

        var dockerfile = File.ReadAllLines(Path.Combine(Testing.SharedData.RepositoryRoot, "Dockerfile"));
        Assert.Contains($"VOLUME {parts.Groups["data"]}", dockerfile);
        Assert.Contains($"EXPOSE {parts.Groups["port"].Value.Split(':')[^1]}", dockerfile);
    }

    [GeneratedRegex(
        @"^docker build -t (?<built>\S+) \. && docker run --rm -p (?<port>\S+) -v \S+:(?<data>/\S+) (?<run>\S+)$")]
    private static partial Regex ContainerLine();
}
