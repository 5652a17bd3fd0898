using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RocketControl.Client.Hosting.Configuration;

/// <summary>
/// What the sections of all systems have in common, named as the options are. Null is what the section leaves out, so that the options keep their defaults.
/// </summary>
internal abstract class ClientSettings
{
    public string? System { get; set; }

    public string? Endpoint { get; set; }

    public string? Credential { get; set; }

    public bool? AllowInsecureTransport { get; set; }

    [PositiveTime]
    public TimeSpan? ConnectTimeout { get; set; }

    [PositiveTime]
    public TimeSpan? CallTimeout { get; set; }

    [Range(4096, int.MaxValue)]
    public int? MaxMessageBytes { get; set; }

    [Range(0, int.MaxValue)]
    public int? MaxRetries { get; set; }

    [PositiveTime]
    public TimeSpan? RetryDelay { get; set; }

    [ValidateObjectMembers]
    public CircuitBreakerSettings? CircuitBreaker { get; set; }

    public abstract RunTransportOptions ToOptions();

    protected TOptions ApplyCommon<TOptions>(TOptions options)
        where TOptions : RunTransportOptions
    {
        RunTransportOptions defaults = options;
        return (TOptions)(defaults with
        {
            Credential = Credential is null ? null : RunCredential.FromKey(Credential),
            AllowInsecureTransport = AllowInsecureTransport ?? defaults.AllowInsecureTransport,
            ConnectTimeout = ConnectTimeout ?? defaults.ConnectTimeout,
            CallTimeout = CallTimeout ?? defaults.CallTimeout,
            MaxMessageBytes = MaxMessageBytes ?? defaults.MaxMessageBytes,
            MaxRetries = MaxRetries ?? defaults.MaxRetries,
            RetryDelay = RetryDelay ?? defaults.RetryDelay,
            CircuitBreaker = CircuitBreaker?.ToOptions(),
        });
    }
}
