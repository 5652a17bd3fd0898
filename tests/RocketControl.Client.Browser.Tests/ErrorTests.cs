using Microsoft.Playwright;
using RocketControl.Client.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace RocketControl.Client.Browser.Tests;

internal sealed class ErrorTests : BrowserScene
{
    [Test]
    public async Task A_pipeline_that_is_no_JSON_is_refused_beside_the_button_and_stays_in_the_form()
    {
        await StartRunAsync("RocketRide", new Dictionary<string, string> { ["Name"] = "Mine", ["Pipeline"] = "{ no json" });

        await Expect(Alert).ToContainTextAsync("The pipeline is not valid JSON");
        await Expect(Page.GetByLabel("Pipeline")).ToHaveValueAsync("{ no json");
        await Expect(Page.GetByLabel("Name")).ToHaveValueAsync("Mine");
        await KeepPictureAsync("error-start", isWhole: false);
    }

    [Test]
    public async Task What_was_typed_stays_while_another_system_is_looked_at()
    {
        await Page.Locator("#start").ClickAsync();
        await Page.GetByLabel("Name").FillAsync("Mine");
        var system = Page.GetByRole(AriaRole.Dialog).GetByLabel("System");

        await system.SelectOptionAsync("feldera");
        await Expect(Page.GetByLabel("Name")).ToHaveValueAsync("readings");
        await system.SelectOptionAsync("rocketride");

        await Expect(Page.GetByLabel("Name")).ToHaveValueAsync("Mine");
    }

    [Test]
    public async Task A_missing_value_is_named()
    {
        await StartRunAsync("Feldera", new Dictionary<string, string> { ["Name"] = "" });

        await Expect(Alert).ToHaveTextAsync("Name is missing.");
    }

    [Test]
    public async Task A_program_that_does_not_compile_is_refused_in_the_servers_words()
    {
        await StartRunAsync("Feldera", new Dictionary<string, string> { ["Name"] = "broken", ["Program"] = "-- SQL_ERROR" });

        await Expect(Alert).ToContainTextAsync("The program contains SQL_ERROR.");
    }

    [Test]
    public async Task A_process_that_is_not_there_is_not_found()
    {
        await StartRunAsync("Process manager", new Dictionary<string, string> { ["Process id"] = "999999999" }, "Show");

        await Expect(Alert).ToContainTextAsync("The server knows no process");
    }

    [Test]
    public async Task Records_that_are_refused_are_told_and_the_data_stays()
    {
        await StartRunAsync("Feldera", new Dictionary<string, string> { ["Name"] = "weather" });
        await Button("Send weather").ClickAsync();
        await Page.GetByLabel("Data", new() { Exact = true }).FillAsync("""{"sensor":"attic","celsius":"hot"}""");

        await Button("Send").ClickAsync();

        await Expect(Alert).ToContainTextAsync("refused");
        await Expect(Page.GetByLabel("Data", new() { Exact = true })).ToHaveValueAsync("""{"sensor":"attic","celsius":"hot"}""");
        await KeepPictureAsync("error-send", isWhole: false);
    }

    private ILocator Alert => Page.GetByRole(AriaRole.Alert).Filter(new() { Visible = true });
}
