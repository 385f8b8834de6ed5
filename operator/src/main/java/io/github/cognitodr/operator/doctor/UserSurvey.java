package io.github.cognitodr.operator.doctor;

import io.github.cognitodr.operator.pool.OperatorPool;

/** Counts what only a listing of all users tells. */
@FunctionalInterface
interface UserSurvey {
    UserFigures of(OperatorPool pool);
}
