using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace RocketControl.Client.Hosting;

/// <summary>Goes on with the registration of one client.</summary>
public sealed class RunControlClientBuilder
{
    internal RunControlClientBuilder(IServiceCollection services, string name, IHttpClientBuilder http)
    {
        Services = services;
        Name = name;
        Http = http;
    }

    /// <summary>Where the client is registered.</summary>
    public IServiceCollection Services { get; }

    /// <summary>The client's name, under which it is a keyed service; empty for the one without a name.</summary>
    public string Name { get; }

    /// <summary>
    /// The handlers that the client's HTTP requests go through: add your own. The innermost must leave redirects and cookies off, which is checked. Nothing is logged
    /// there unless you add a logger: addresses may hold the ids of runs, which are secrets. WebSockets do not go through handlers.
    /// </summary>
    public IHttpClientBuilder Http { get; }

    /// <summary>Changes the options, after those that were given before.</summary>
    /// <typeparam name="TOptions">The options of the client's system; with <see cref="RunTransportOptions"/> whatever the system.</typeparam>
    /// <param name="change">Gives the changed options, for example <c>(options, _) => options with { CallTimeout = … }</c>.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="OptionsValidationException">Thrown when the host starts: the client is one for another system.</exception>
    public RunControlClientBuilder Configure<TOptions>(Func<TOptions, IServiceProvider, TOptions> change)
        where TOptions : RunTransportOptions
    {
        ArgumentNullException.ThrowIfNull(change);
        Services.AddOptions<RunControlClientOptions>(Name).Configure<IServiceProvider>((options, services) =>
        {
            options.Transport = options.Transport is TOptions transport ? change(transport, services) : throw new OptionsValidationException(
                Name,
                typeof(RunControlClientOptions),
                [$"The client '{Name}' has {options.Transport?.GetType().Name ?? "no options yet"}, but is configured with {typeof(TOptions).Name}."]);
        });
        return this;
    }

    /// <summary>Takes the credential from a delegate, for example from a vault. It wins over one from the configuration.</summary>
    /// <param name="get">Gives the key; asked whenever one is to be sent, possibly for several calls at a time.</param>
    /// <returns>The same builder.</returns>
    public RunControlClientBuilder WithCredential(Func<IServiceProvider, CancellationToken, ValueTask<string>> get)
    {
        ArgumentNullException.ThrowIfNull(get);
        return Configure<RunTransportOptions>((options, services) =>
            options with { Credential = RunCredential.FromDelegate(cancellationToken => get(services, cancellationToken)) });
    }
}
