namespace SupportBot.Tests.Cli;

public sealed class DoctorCommandTests
{
    [Fact]
    public async Task A_fresh_installation_is_healthy()
    {
        using var program = new Program();
        var doctor = await program.RunAsync("doctor");
        Assert.Equal((0, ""), (doctor.ExitCode, doctor.Errors));
        Assert.Contains("✔ documents: ", doctor.Output, StringComparison.Ordinal);
        Assert.Contains(
            "! brand: The text contact names no way to reach people, in de, en", doctor.Output,
            StringComparison.Ordinal);
        Assert.EndsWith("Nothing is wrong, 1 to be looked at.", doctor.Output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_that_nobody_knows_is_a_finding_too()
    {
        using var program = new Program();
        program.Write("supportbot.json", """{ "Bot": { "MicrosoftApId": "x" } }""");
        var doctor = await program.RunAsync("doctor", "--json");
        Assert.Equal(2, doctor.ExitCode);
        Assert.False(doctor.Json.GetProperty("healthy").GetBoolean());
        var finding = Assert.Single(doctor.Json.GetProperty("findings").EnumerateArray());
        Assert.Equal("wrong", finding.GetProperty("outcome").GetString());
        Assert.Contains(
            "Did you mean 'Bot:MicrosoftAppId'?", finding.GetProperty("what").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_wrong_setting_is_a_finding_of_its_own()
    {
        using var program = new Program();
        program.Write(
            "supportbot.json",
            """
            { "Server": { "Url": "nonsense", "Bad": 1 }, "WebChat": { "ResumeDays": "abc" },
             "Docs": { "Language": "english" } }
            """
        );
        var doctor = await program.RunAsync("doctor", "--json");
        Assert.Equal(2, doctor.ExitCode);
        Assert.Equal(
            [null, "WebChat:ResumeDays", "Server:Url", "Docs:Language"],
            doctor
                .Json.GetProperty("findings")
                .EnumerateArray()
                .Select(finding => finding.GetProperty("setting").GetString()));
        var search = await program.RunAsync("search", "kettle");
        Assert.Equal((2, 4), (search.ExitCode, search.Errors.Trim().Split('\n').Length));
    }

    [Fact]
    public async Task Wrong_settings_of_several_sections_stop_any_command_with_all_their_names()
    {
        using var program = new Program();
        program.Write("supportbot.json", """{ "Docs": { "Language": "english" }, "WebChat": { "ResumeDays": -1 } }""");
        var search = await program.RunAsync("search", "kettle");
        Assert.Equal(2, search.ExitCode);
        Assert.Equal(
            ["Docs:Language", "WebChat:ResumeDays"],
            search.Errors.Trim().Split(Environment.NewLine).Select(line => line.Split(": ")[0]));
    }
}
