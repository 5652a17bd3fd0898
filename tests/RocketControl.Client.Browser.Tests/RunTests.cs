using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RocketControl.Client.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace RocketControl.Client.Browser.Tests;

/// <summary>The life of a run on each system that can start one, from its row.</summary>
internal sealed class RunTests : BrowserScene
{
    [Test]
    public async Task A_RocketRide_run_is_started_fed_and_ended()
    {
        await StartRunAsync("RocketRide", new Dictionary<string, string> { ["Name"] = "Letters" });
        await Expect(State("Letters")).ToHaveTextAsync("Running");
        await Expect(Button("Pause Letters")).ToBeHiddenAsync();

        await SendAsync("Letters", "Dear Sir");
        await Expect(Page.Locator("#send-result")).ToContainTextAsync("Dear Sir");
        await Button("Close").ClickAsync();
        await Expect(Row("Letters").Locator(".done")).ToHaveTextAsync("1");
        await Expect(Row("Letters").Locator(".total")).ToHaveTextAsync(" of 1");
        await Expect(Row("Letters").Locator(".rate")).ToHaveTextAsync(new Regex("^0\\.[1-9]/s$"));

        await TerminateAsync("Letters", "Force");
        await ExpectDownAsync("Letters", "Cancelled");
    }

    [Test]
    public async Task A_Feldera_run_is_started_fed_paused_resumed_and_ended_with_a_checkpoint()
    {
        await StartRunAsync("Feldera", new Dictionary<string, string> { ["Name"] = "weather" });
        await Expect(State("weather")).ToHaveTextAsync("Running");

        await SendAsync("weather", """{"sensor":"attic","celsius":31}""");
        await Expect(Page.Locator("#send-result")).ToBeVisibleAsync();
        await Button("Close").ClickAsync();
        await Expect(Row("weather").Locator(".done")).ToHaveTextAsync("1");
        await Expect(Row("weather").Locator(".percent")).ToHaveTextAsync("100 %");

        await Button("Pause weather").ClickAsync();
        await Expect(State("weather")).ToHaveTextAsync("Paused");
        await Button("Resume weather").ClickAsync();
        await Expect(State("weather")).ToHaveTextAsync("Running");

        await TerminateAsync("weather", "Checkpoint");
        await ExpectDownAsync("weather", "Cancelled");
    }

    [Test]
    public async Task A_VectorShift_run_shows_its_outputs_and_is_paused_resumed_and_ended()
    {
        await StartRunAsync("VectorShift", new Dictionary<string, string> { ["Pipeline id"] = "counter" });
        await Expect(Row("counter").Locator(".detail")).ToContainTextAsync("count = ");
        await Expect(Row("counter").Locator(".rate")).ToHaveTextAsync("–");
        await Expect(Button("Send counter")).ToBeHiddenAsync();

        await Button("Pause counter").ClickAsync();
        await Expect(State("counter")).ToHaveTextAsync("Paused");
        await Button("Resume counter").ClickAsync();
        await Expect(State("counter")).ToHaveTextAsync("Running");

        await TerminateAsync("counter", "Graceful");
        await ExpectDownAsync("counter", "Cancelled");
    }

    [Test]
    public async Task A_run_that_fails_says_why()
    {
        await StartRunAsync("VectorShift", new Dictionary<string, string> { ["Pipeline id"] = "failing", ["Inputs"] = """{"question":"Why?"}""" });

        await Expect(State("failing")).ToHaveTextAsync("Failed");
        await Expect(Row("failing").Locator(".problem")).ToHaveTextAsync("node llm_1 failed");
    }

    [Test]
    public async Task Runs_that_are_over_can_be_cleared()
    {
        await StartRunAsync("RocketRide", new Dictionary<string, string> { ["Name"] = "Old" });
        await StartRunAsync("RocketRide", new Dictionary<string, string> { ["Name"] = "New" });
        await TerminateAsync("Old", "Graceful");
        await ExpectDownAsync("Old", "Cancelled");

        await Button("Clear ended").ClickAsync();

        await Expect(Row("Old")).ToHaveCountAsync(0);
        await Expect(Row("New")).ToBeVisibleAsync();
    }

    private ILocator State(string name) => Row(name).Locator(".state-text");

    private async Task SendAsync(string name, string data)
    {
        await Button($"Send {name}").ClickAsync();
        await Page.GetByLabel("Data", new() { Exact = true }).FillAsync(data);
        await Button("Send").ClickAsync();
    }

    private async Task TerminateAsync(string name, string mode)
    {
        await Button($"Terminate {name}").ClickAsync();
        await Page.GetByRole(AriaRole.Radio, new() { Name = mode }).CheckAsync();
        await Button("Terminate").ClickAsync();
    }

    private async Task ExpectDownAsync(string name, string state)
    {
        await Expect(State(name)).ToHaveTextAsync(state);
        await Expect(Row(name).Locator(".detail")).ToContainTextAsync("Down since");
        await Expect(Row(name).GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await Expect(Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }
}
