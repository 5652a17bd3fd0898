using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace RocketControl.Client.Hosting.Tests.Support;

/// <summary>A host with nothing in it but what a test registers, and settings that a test gives.</summary>
internal sealed class HostScene : IAsyncDisposable
{
    private readonly HostApplicationBuilder _builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(settings: null);
    private IHost? _host;

    public IServiceCollection Services => _builder.Services;

    public IConfigurationManager Configuration => _builder.Configuration;

    public IServiceProvider Provider => Host.Services;

    public IHost Host => _host ??= _builder.Build();

    public HostScene Set(string path, params (string Key, string? Value)[] settings)
    {
        Configuration.AddInMemoryCollection();
        foreach (var (key, value) in settings)
            Configuration[$"{path}:{key}"] = value;
        return this;
    }

    public RunControlClient Client(string name) => Provider.GetRequiredKeyedService<RunControlClient>(name);

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
            await ((IAsyncDisposable)_host).DisposeAsync().Soon();
    }
}
