using System.Collections.Concurrent;
using Microsoft.Playwright;
using RunDashboard;

namespace RocketControl.Client.Browser.Tests.Support;

/// <summary>
/// A dashboard in this process, and a page of a real browser on it. A page that complains in its console, or breaks its own content policy, fails the test.
/// </summary>
internal abstract class BrowserScene
{
    private static readonly string[] Expected =
    [
        "422 (Unprocessable Entity)", "400 (Bad Request)", "net::ERR_CONNECTION_REFUSED", "net::ERR_INCOMPLETE_CHUNKED_ENCODING",
    ];

    /// <summary>How long an expectation may take to come true, in milliseconds: a net for busy machines.</summary>
    private const float Patience = 20_000;

    private readonly ConcurrentQueue<string> _complaints = new();
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private Dashboard? _dashboard;
    private IPage? _page;

    protected IPage Page => _page ?? throw new InvalidOperationException("The page is opened by the test's set-up.");

    protected Dashboard Dashboard => _dashboard ?? throw new InvalidOperationException("The dashboard is started by the test's set-up.");

    /// <summary>The command line of the dashboard.</summary>
    protected virtual string[] Arguments => ["--port", "0", "--no-demo"];

    protected virtual BrowserNewContextOptions Look => new() { ViewportSize = new() { Width = 1280, Height = 800 } };

    /// <summary>What tests provoke on purpose: the browser notes every answer that is a failure, and a server that is away.</summary>
    private static bool IsExpected(string complaint) =>
        Expected.Any(expected => complaint.Contains(expected, StringComparison.Ordinal));

    /// <summary>Starts what the dashboard of a test is to show.</summary>
    protected virtual Task PrepareAsync() => Task.CompletedTask;

    /// <summary>Ends it.</summary>
    protected virtual ValueTask CleanUpAsync() => ValueTask.CompletedTask;

    [OneTimeSetUp]
    public async Task StartBrowserAsync()
    {
        var path = Chromium.Find();
        Assertions.SetDefaultExpectTimeout(Patience);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Headless = true, Args = Chromium.Arguments });
    }

    [OneTimeTearDown]
    public async Task CloseBrowserAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    [SetUp]
    public async Task OpenPageAsync()
    {
        await PrepareAsync();
        _dashboard = await Dashboard.StartAsync(DashboardArguments.Parse(Arguments), CancellationToken.None);
        var context = await _browser!.NewContextAsync(Look);
        _page = await context.NewPageAsync();
        _page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _complaints.Enqueue($"{message.Type}: {message.Text}");
        };
        _page.PageError += (_, error) => _complaints.Enqueue(error);
        await _page.GotoAsync(_dashboard.Address);
    }

    [TearDown]
    public async Task ClosePageAsync()
    {
        if (_page is not null)
            await _page.Context.DisposeAsync();
        if (_dashboard is not null)
            await _dashboard.DisposeAsync();
        await CleanUpAsync();
        var complaints = _complaints.Where(complaint => !IsExpected(complaint)).ToList();
        _complaints.Clear();
        Assert.That(complaints, Is.Empty, "what the browser's console says");
    }

    /// <summary>The row of a run.</summary>
    protected ILocator Row(string name) =>
        Page.GetByRole(AriaRole.Row).Filter(new() { Has = Page.GetByRole(AriaRole.Rowheader, new() { Name = name }) });

    protected ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>Keeps a picture of the page among the test's results.</summary>
    protected Task KeepPictureAsync(string name, bool isWhole = true) => Pictures.KeepAsync(Page, name, isWhole);

    /// <summary>Fills in the form that starts a run.</summary>
    protected async Task StartRunAsync(string system, IReadOnlyDictionary<string, string> fields, string button = "Start")
    {
        await Page.Locator("#start").ClickAsync();
        var dialog = Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("System").SelectOptionAsync(new SelectOptionValue { Label = system });
        foreach (var (label, value) in fields)
            await dialog.GetByLabel(label).FillAsync(value);
        await dialog.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
    }
}
