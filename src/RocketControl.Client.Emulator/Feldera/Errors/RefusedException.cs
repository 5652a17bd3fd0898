namespace RocketControl.Client.Emulator.Feldera.Errors;

/// <summary>A request that is answered with an error.</summary>
internal sealed class RefusedException(ApiError error) : Exception(error.Message)
{
    public ApiError Error { get; } = error;
}
