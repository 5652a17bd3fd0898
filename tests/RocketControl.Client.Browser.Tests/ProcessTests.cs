using Microsoft.Playwright;
using RocketControl.Client.Browser.Tests.Support;
using RocketControl.Client.Emulator;
using static Microsoft.Playwright.Assertions;

namespace RocketControl.Client.Browser.Tests;

/// <summary>Processes cannot be started on the page; those that the server has appear by themselves.</summary>
internal sealed class ProcessTests : BrowserScene
{
    private ProcessManagerEmulator? _server;
    private EmulatorProcess? _process;

    protected override string[] Arguments => ["--port", "0", "--system", "processes", "--endpoint", _server!.Endpoint.ToString()];

    protected override async Task PrepareAsync()
    {
        _server = await ProcessManagerEmulator.StartAsync(new() { Dialect = ProcessManagerDialect.Extended });
        _process = await _server.StartProcessAsync(new() { Command = "python train.py" });
    }

    protected override ValueTask CleanUpAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Test]
    public async Task A_process_shows_its_progress_and_is_paused_resumed_and_ended()
    {
        _process!.Progress = 0.25;
        await Expect(Row("python train.py").Locator(".percent")).ToHaveTextAsync("25 %");

        await Button("Pause python train.py").ClickAsync();
        await Expect(State).ToHaveTextAsync("Paused");
        await Button("Resume python train.py").ClickAsync();
        await Expect(State).ToHaveTextAsync("Running");
        await Button("Terminate python train.py").ClickAsync();
        await Button("Terminate").ClickAsync();

        await Expect(State).ToHaveTextAsync("Cancelled");
        await _process.Exited;
    }

    [Test]
    public async Task What_a_button_in_the_row_could_not_do_is_said_below_it_until_it_can()
    {
        _process!.DeniesSignals = true;
        await Button("Pause python train.py").ClickAsync();
        await Expect(Row("python train.py").GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await KeepPictureAsync("error-row");
        await Expect(State).ToHaveTextAsync("Running");

        _process.DeniesSignals = false;
        await Button("Pause python train.py").ClickAsync();

        await Expect(State).ToHaveTextAsync("Paused");
        await Expect(Row("python train.py").GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
    }

    [Test]
    public async Task The_form_says_why_none_can_be_started()
    {
        await Page.Locator("#start").ClickAsync();

        await Expect(Page.GetByRole(AriaRole.Dialog, new() { Name = "Show a process" })).ToBeVisibleAsync();
        await Expect(Page.Locator("#start-note")).ToContainTextAsync("A process manager has no route to start anything.");
        await KeepPictureAsync("start-process", isWhole: false);
    }

    [Test]
    public async Task A_server_that_cannot_be_reached_is_said_to_be()
    {
        await Expect(State).ToHaveTextAsync("Running");

        await _server!.DisposeAsync();

        await Expect(Page.Locator("#troubles")).ToContainTextAsync("Process manager: ");
        await Expect(Row("python train.py").Locator(".problem")).ToContainTextAsync("cannot be reached");
        await KeepPictureAsync("unreachable");
    }

    private ILocator State => Row("python train.py").Locator(".state-text");
}
