using Microsoft.Playwright;
using RocketControl.Client.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace RocketControl.Client.Browser.Tests;

/// <summary>What can be chosen for the end of a run is what the client's capabilities say, no more and no less.</summary>
internal sealed class ModeTests : BrowserScene
{
    private static readonly (RunCapability Capability, string Label)[] Modes =
    [
        (RunCapability.TerminateGraceful, "Graceful"),
        (RunCapability.TerminateCheckpoint, "Checkpoint"),
        (RunCapability.TerminateEscalate, "Escalate"),
        (RunCapability.TerminateForce, "Force"),
    ];

    protected override string[] Arguments => ["--port", "0"];

    [TestCase("rocketride", "Invoices")]
    [TestCase("feldera", "sensor-readings")]
    [TestCase("vectorshift", "counter")]
    [TestCase("processes", "python train.py")]
    public async Task Those_that_the_system_has_are_offered_and_the_others_explained(string system, string run)
    {
        var capabilities = Dashboard.Systems.Single(known => known.Id == system).Client.Capabilities;
        var offered = Modes.Where(mode => capabilities.Supports(mode.Capability)).Select(mode => mode.Label).ToArray();
        var missing = Modes.Where(mode => !capabilities.Supports(mode.Capability)).Select(mode => $"{mode.Label} – {capabilities[mode.Capability].Note}").ToArray();

        await Button($"Terminate {run}").ClickAsync();

        await Expect(Page.Locator("#terminate-modes label")).ToHaveTextAsync(offered);
        await Expect(Page.Locator("#terminate-missing li")).ToHaveTextAsync(missing);
        await Expect(Page.GetByRole(AriaRole.Radio, new() { Checked = true })).ToHaveCountAsync(1);
        await KeepPictureAsync($"modes-{system}", isWhole: false);
    }

    [TestCase("Invoices", true, false)]
    [TestCase("sensor-readings", true, true)]
    [TestCase("counter", false, true)]
    [TestCase("python train.py", false, true)]
    public async Task Only_what_a_system_can_do_has_a_button(string run, bool sends, bool pauses)
    {
        await Expect(Row(run)).ToBeVisibleAsync();

        await Expect(Button($"Send {run}")).ToHaveCountAsync(sends ? 1 : 0);
        await Expect(Button($"Pause {run}")).ToHaveCountAsync(pauses ? 1 : 0);
    }
}
