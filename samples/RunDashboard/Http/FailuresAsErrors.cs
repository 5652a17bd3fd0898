using Microsoft.AspNetCore.Http;
using RocketControl.Client;

namespace RunDashboard.Http;

/// <summary>Answers failures with their message, for the page to show beside the button that was pressed.</summary>
internal sealed class FailuresAsErrors : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (RunControlException exception)
        {
            return ErrorView.Result(StatusCodes.Status422UnprocessableEntity, exception.Message, exception.Kind.ToString());
        }
        catch (FormatException exception)
        {
            return ErrorView.Result(StatusCodes.Status400BadRequest, exception.Message, "Form");
        }
        catch (OperationCanceledException)
        {
            return ErrorView.Result(StatusCodes.Status503ServiceUnavailable, "The dashboard is ending.", "Unavailable");
        }
    }
}
