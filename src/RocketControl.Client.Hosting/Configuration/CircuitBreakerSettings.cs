using System.ComponentModel.DataAnnotations;

namespace RocketControl.Client.Hosting.Configuration;

/// <summary>The section of a circuit breaker; the settings are those of <see cref="CircuitBreakerOptions"/>.</summary>
internal sealed class CircuitBreakerSettings
{
    public double? FailureRatio { get; set; }

    [Range(2, int.MaxValue)]
    public int? MinimumAttempts { get; set; }

    [PositiveTime]
    public TimeSpan? Window { get; set; }

    [PositiveTime]
    public TimeSpan? Pause { get; set; }

    public CircuitBreakerOptions ToOptions()
    {
        var defaults = new CircuitBreakerOptions();
        return defaults with
        {
            FailureRatio = FailureRatio ?? defaults.FailureRatio,
            MinimumAttempts = MinimumAttempts ?? defaults.MinimumAttempts,
            Window = Window ?? defaults.Window,
            Pause = Pause ?? defaults.Pause,
        };
    }
}
