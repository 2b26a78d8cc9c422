using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;
using SupportBot.Settings;

namespace SupportBot.Tests.Deployment;

/// <summary>deploymentTemplates/azure, compiled by Microsoft's own compiler to what Azure would carry out.</summary>
public sealed class AzureTemplatesTests
{
    private static readonly string Folder = Path.Combine(SharedData.RepositoryRoot, "deploymentTemplates", "azure");
    private static readonly Lazy<Task<string>> Template = new(() => CompileAsync("build", "main.bicep"));

    [Fact]
    public async Task They_compile_without_a_warning() =>
        Assert.StartsWith("{", await Template.Value, StringComparison.Ordinal);

    [Fact, Trait("Category", "Full")]
    public async Task The_example_of_parameters_compiles_against_them()
    {
        using var compiled = JsonDocument.Parse(await CompileAsync("build-params", "main.bicepparam"));
        using var parameters = JsonDocument.Parse(compiled.RootElement.GetProperty("parametersJson").GetString()!);
        Assert.Equal(
            "UserAssignedMSI",
            parameters.RootElement.GetProperty("parameters").GetProperty("botType").GetProperty("value").GetString());
    }

    [Fact]
    public async Task The_bot_is_an_Azure_Bot_in_Teams_and_Direct_Line()
    {
        var bot = Assert.Single(await ResourcesAsync("Microsoft.BotService/botServices"));
        Assert.Equal("azurebot", bot.GetProperty("kind").GetString());
        Assert.Equal("[parameters('appType')]", bot.GetProperty("properties").GetProperty("msaAppType").GetString());
        Assert.Equal("[parameters('endpoint')]", bot.GetProperty("properties").GetProperty("endpoint").GetString());
        var channels = await ResourcesAsync("Microsoft.BotService/botServices/channels");
        Assert.Equal(
            ["DirectLineChannel", "MsTeamsChannel"],
            channels.Select(channel => channel.GetProperty("properties").GetProperty("channelName").GetString()).Order()
        );
    }

    [Fact]
    public async Task Every_setting_that_they_give_is_one_that_there_is()
    {
        var names = SettingNames.In(await Template.Value);
        Assert.Contains("Bot:MicrosoftAppPassword", names);
        Assert.True(names.Count >= 9, string.Join(", ", names));
        Assert.Empty(names.Except(SettingsCatalog.Names));
    }

    [Fact]
    public async Task Secrets_reach_the_app_through_Key_Vault_alone()
    {
        var template = await Template.Value;
        Assert.Contains("@Microsoft.KeyVault(SecretUri={0})", template, StringComparison.Ordinal);
        Assert.True(
            Assert
                .Single(await ResourcesAsync("Microsoft.KeyVault/vaults"))
                .GetProperty("properties")
                .GetProperty("enableRbacAuthorization")
                .GetBoolean());
        Assert.Contains(
            "keyVaultUrl", Assert.Single(await ResourcesAsync("Microsoft.App/containerApps")).GetRawText(),
            StringComparison.Ordinal);

        using var json = JsonDocument.Parse(template);
        var secure = json.RootElement.GetProperty("parameters")
            .EnumerateObject().Where(parameter => parameter.Value.GetProperty("type").GetString() == "securestring")
            .Select(parameter => parameter.Name);
        Assert.Equal(
            [
                "appSecret", "consoleClientSecret", "elasticsearchApiKey", "smtpPassword", "webChatSigningKey",
                "webhookSecret",
            ],
            secure.Order());
    }

    [Fact]
    public async Task No_output_holds_a_secret()
    {
        var outputs = Objects(JsonDocument.Parse(await Template.Value).RootElement)
            .Where(value => value.TryGetProperty("outputs", out _))
            .SelectMany(value => value.GetProperty("outputs").EnumerateObject()).ToList();
        Assert.Contains(outputs, output => output.Name == "botSecretUri");
        const string secret = "(?i)list[a-z]*keys|appSecret|securestring"
            + @"|parameters\('(botSecret|webChatSigningKey|elasticsearchApiKey|consoleClientSecret|smtpPassword"
            + @"|webhookSecret)'\)";
        Assert.All(outputs, output => Assert.DoesNotMatch(secret, output.Value.GetRawText()));
    }

    [Fact]
    public async Task The_host_is_encrypted_watched_and_alone()
    {
        var site = Assert.Single(await ResourcesAsync("Microsoft.Web/sites")).GetProperty("properties");
        Assert.True(site.GetProperty("httpsOnly").GetBoolean());
        var config = site.GetProperty("siteConfig");
        Assert.Equal(("1.2", true, true, "/widget.js"), (
                config.GetProperty("minTlsVersion").GetString(),
                config.GetProperty("webSocketsEnabled").GetBoolean(),
                config.GetProperty("alwaysOn").GetBoolean(),
                config.GetProperty("healthCheckPath").GetString()));
        Assert.Equal(
            1,
            Assert
                .Single(await ResourcesAsync("Microsoft.Web/serverfarms"))
                .GetProperty("sku")
                .GetProperty("capacity")
                .GetInt32());
        var scale = Assert.Single(await ResourcesAsync("Microsoft.App/containerApps"))
            .GetProperty("properties").GetProperty("template").GetProperty("scale");
        Assert.Equal(
            (1, 1), (scale.GetProperty("minReplicas").GetInt32(), scale.GetProperty("maxReplicas").GetInt32()));
    }

    private static async Task<IReadOnlyList<JsonElement>> ResourcesAsync(string type) =>
        [
            .. Objects(JsonDocument.Parse(await Template.Value).RootElement)
                .Where(value =>
                    value.TryGetProperty("apiVersion", out _) && value.GetProperty("type").GetString() == type),
        ];

    private static IEnumerable<JsonElement> Objects(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => Objects(member.Value)).Prepend(json),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Objects),
        _ => [],
    };

    /// <summary>Runs the compiler, which tells warnings and errors on the error stream.</summary>
    private static async Task<string> CompileAsync(string verb, string file)
    {
        var compiler = typeof(AzureTemplatesTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(data => data.Key == "BicepCompiler").Value!;
        if (!OperatingSystem.IsLinux() || RuntimeInformation.OSArchitecture != Architecture.X64)
            Assert.Skip("The Bicep compiler of this test is for Linux on x64.");
        var start = new ProcessStartInfo(compiler, [verb, Path.Combine(Folder, file), "--stdout"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["WEBCHAT_SIGNING_KEY"] = Convert.ToBase64String(new byte[32]);
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.Equal((0, ""), (process.ExitCode, await errors));
        return await output;
    }
}
