using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;
using RunDashboard.Http;
using RunDashboard.Runs;
using RunDashboard.Systems;

namespace RunDashboard;

/// <summary>The running page with all that it needs: the systems, the board of their runs, and the web server.</summary>
internal sealed class Dashboard : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Task> _work = [];
    private RunBoard? _board;
    private WebApplication? _app;

    private Dashboard()
    {
    }

    /// <summary>Where the page is.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The systems that are shown.</summary>
    public IReadOnlyList<ControlledSystem> Systems { get; private set; } = [];

    /// <exception cref="IOException">The port is in use.</exception>
    public static async Task<Dashboard> StartAsync(DashboardArguments arguments, CancellationToken cancellationToken)
    {
        var dashboard = new Dashboard();
        try
        {
            await dashboard.StartWebAsync(arguments, cancellationToken);
            return dashboard;
        }
        catch
        {
            await dashboard.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the page, then the watches and demonstrations, then the embedded servers. Runs elsewhere go on.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
            return;
        await _stopping.CancelAsync();
        if (_app is not null)
            await _app.DisposeAsync();
        foreach (var work in _work)
            await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_board is not null)
            await _board.DisposeAsync();
        foreach (var system in Systems)
            await system.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task StartWebAsync(DashboardArguments arguments, CancellationToken cancellationToken)
    {
        _board = new RunBoard(TimeProvider.System);
        Systems = await SystemCatalog.OpenAsync(arguments, cancellationToken);

        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(arguments.Url);
        builder.Services.Configure<JsonOptions>(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, DashboardJson.Default));
        _app = builder.Build();
        _app.UseMiddleware<SameOriginOnly>();
        _app.UseMiddleware<SecurityHeaders>();
        var files = new PhysicalFileProvider(Path.Combine(AppContext.BaseDirectory, "wwwroot"));
        _app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        _app.UseStaticFiles(new StaticFileOptions { FileProvider = files });
        var commands = new RunCommands(_board, Systems, _stopping.Token);
        _app.MapDashboard(_board, Systems, commands, _stopping.Token);
        try
        {
            await _app.StartAsync(cancellationToken);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            throw new IOException($"{arguments.Url} is in use. Choose another port with --port, or let --port 0 find a free one.", exception);
        }
        Address = _app.Urls.First();

        _work.Add(_board.MeasureAsync(_stopping.Token));
        _work.AddRange(Systems.Select(system => new RunDiscovery(_board, system, TimeProvider.System).RunAsync(_stopping.Token)));
        if (arguments is { Demo: true, Endpoint: null })
            _work.AddRange(Systems.Select(system => system.DemonstrateAsync(_board, _stopping.Token)));
    }
}
